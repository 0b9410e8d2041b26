"""The resources of the API, each declared once, in a module of its own.

A field's declaration says what is fetched for it, how it is shown and what it is. The
lists' queries, the answers in every format, what ``fields=`` takes, the OpenAPI
document and the tables of docs/api-fields.md follow from it.
"""
