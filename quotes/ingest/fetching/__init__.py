"""Fetching from the web: politely, within limits, and never from a private address.

Pure: knows neither Django nor a database.
"""
