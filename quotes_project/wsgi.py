"""The WSGI application that a server such as gunicorn runs."""

import os

from django.core.wsgi import get_wsgi_application

from quotes_project.charsets import ReadableContentType

# Whoever serves this to others gets the strict settings unless they say otherwise.
os.environ.setdefault("QUOTES_ENV", "production")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes_project.settings")

application = ReadableContentType(get_wsgi_application())
