"""Settings of the libraries by which the API is served, for quotes_project.settings.

What an operator chooses of the API (rates, sizes) stands there.
"""

from corsheaders.defaults import default_headers

from quotes_project.environment import read_flag, read_list

# Pages of any site may read: nothing here depends on cookies. Name the sites
# allowed, separated by commas, to let in no others.
CORS_ALLOWED_ORIGINS = read_list("API_CORS_ORIGINS", [])
CORS_ALLOW_ALL_ORIGINS = not CORS_ALLOWED_ORIGINS
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "POST"]
# What a page needs to ask again whether something changed: docs/api.md advises it.
CORS_ALLOW_HEADERS = [
    *default_headers,
    "cache-control",
    "if-modified-since",
    "if-none-match",
]
CORS_EXPOSE_HEADERS = [
    "Content-Disposition",
    "ETag",
    "Link",
    "Location",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Retry-After",
]
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "quotes.api.api_tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["quotes.api.access.MayRead"],
    "DEFAULT_THROTTLE_CLASSES": ["quotes.api.throttling.RateLimit"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["quotes.api.request_bodies.BodyParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "quotes.api.answers.AlwaysJson",
    "DEFAULT_SCHEMA_CLASS": "quotes.api.schema.DeclaredSchema",
    "EXCEPTION_HANDLER": "quotes.api.errors.handle_exception",
    # Who stands behind a proxy is named by it; nobody else may name themselves.
    "NUM_PROXIES": 1 if read_flag("BEHIND_PROXY", False) else 0,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Quotes API",
    "DESCRIPTION": "Who said what, where, in which words.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["quotes.api.schema.add_components"],
    # Files of the readable documentation come from here, not from elsewhere.
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "validatorUrl": None},
}
