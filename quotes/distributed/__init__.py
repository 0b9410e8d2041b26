"""Extraction on an existing distributed engine, where an archive lies.

Import records in, lines out that ``manage.py extract_quotes --extracted`` stores and
links: ``dask_bag`` for Dask, ``ray_data`` for Ray; ``articles`` is what both do with
their share, and any other engine may. No worker needs Django or the database:
docs/distributed.md.
"""
