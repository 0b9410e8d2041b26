"""Settings, all from environment variables: docs/operators.md describes each.

``QUOTES_ENV`` decides how strict they are. ``local`` (the default of manage.py)
needs no variable at all and answers only to this machine's own names;
``production`` (the default of wsgi.py) refuses to start without its secrets. Those of
the libraries behind the API stand in ``api_settings``, those of logs, probes and
metrics in ``operation_settings``, of browsers and logins in ``security_settings``.
"""

from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from quotes_project.api_settings import *  # noqa: F403
from quotes_project.environment import (
    is_production,
    read_flag,
    read_list,
    read_number,
    read_rate,
    read_required,
    read_text,
    read_zone,
)
from quotes_project.guard import *  # noqa: F403
from quotes_project.operation_settings import *  # noqa: F403
from quotes_project.security_settings import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent

PRODUCTION = is_production()

SECRET_KEY = read_required(
    "SECRET_KEY",
    production=PRODUCTION,
    local="for-this-machine-only-and-never-for-a-server-0123456789abcdefghij",
    remedy="Set it to 50 or more random characters that nobody else knows.",
)
DEBUG = read_flag("DEBUG", False)
ALLOWED_HOSTS = [
    host.strip()
    for host in read_required(
        "ALLOWED_HOSTS",
        production=PRODUCTION,
        local="localhost,127.0.0.1,[::1]",
        remedy="Set it to the host names you serve, separated by commas.",
    ).split(",")
]
CSRF_FAILURE_VIEW = "quotes.pages.base.forged"
CSRF_TRUSTED_ORIGINS = read_list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    # First, for the admin's pages stand in a frame of ours.
    "quotes",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "corsheaders",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "simple_history",
    "axes",
    "csp",
]

MIDDLEWARE = [
    # First, so that every request has its identifier, count and line in the log.
    "quotes.operations.requests.Observed",
    "quotes_project.bodiless.NoBodyForHead",
    # Probes and scrapes ask by an address, without a host name, TLS or a session.
    "quotes.operations.probes.AnswerProbes",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    # Answers what quotes_project.wsgi has kept from Django.
    "quotes_project.charsets.OnlyUtf8",
    # Before anything is asked of the database.
    "quotes_project.shedding.ShedLoad",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    # Last: it answers in the place of a view that was told of a locked name.
    "axes.middleware.AxesMiddleware",
]
AUTHENTICATION_BACKENDS = [
    # Stands in front of the one that looks at passwords.
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]

ROOT_URLCONF = "quotes_project.urls"
WSGI_APPLICATION = "quotes_project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["quotes.templatetags.publication_dates"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- database ---------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(
        read_required(
            "DATABASE_URL",
            production=PRODUCTION,
            local=f"sqlite:///{BASE_DIR / 'quotes.sqlite3'}",
            remedy="Set it to postgres://user:password@host:5432/name.",
        ),
        conn_max_age=read_number("DATABASE_CONN_MAX_AGE", 600),
        conn_health_checks=True,
        # Also keeps quotes.api.prepared from preparing anything.
        disable_server_side_cursors=read_flag("DISABLE_SERVER_SIDE_CURSORS", False),
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers wait for each other instead of failing, and never block readers.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
# A streaming replica that answers requests which only look: quotes_project.routers.
READ_REPLICA_URL = read_text("READ_REPLICA_URL", "")
if READ_REPLICA_URL:
    DATABASES["replica"] = dj_database_url.parse(
        READ_REPLICA_URL,
        conn_max_age=read_number("DATABASE_CONN_MAX_AGE", 600),
        conn_health_checks=True,
    )
    DATABASES["replica"]["TEST"] = {"MIRROR": "default"}
    DATABASE_ROUTERS = ["quotes_project.routers.ReplicaRouter"]
    # Before sessions are read.
    MIDDLEWARE.insert(
        MIDDLEWARE.index("django.contrib.sessions.middleware.SessionMiddleware"),
        "quotes_project.routers.ReadFromReplica",
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# An editor's reason is as long as it has to be.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# --- people, languages, time --------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = "quotes_project.formats"
TIME_ZONE = read_zone("TIME_ZONE", "UTC")
USE_TZ = True

# --- files served by us -------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
# A fresh clone shows the admin without collectstatic; a server wants hashed names.
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}

# --- review -------------------------------------------------------------------

# How many of 100 quotes two editors read blind: it shows how well they agree.
REVIEW_TWICE_PERCENT = min(100, read_number("REVIEW_TWICE_PERCENT", 0))

# --- what is sent out -----------------------------------------------------------

# Where this site is, as links in mails and webhooks name it.
SITE_ADDRESS = read_text(
    "SITE_ADDRESS", "" if PRODUCTION else "http://localhost:8000"
).rstrip("/")
# Without a host nobody is sent mail, and pages do not offer it.
EMAIL_HOST = read_text("EMAIL_HOST", "")
EMAIL_PORT = read_number("EMAIL_PORT", 587)
EMAIL_HOST_USER = read_text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = read_text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL = read_flag("EMAIL_USE_SSL", False)
EMAIL_USE_TLS = read_flag("EMAIL_USE_TLS", not EMAIL_USE_SSL)
EMAIL_TIMEOUT = read_number("EMAIL_TIMEOUT", 20, least=1)
EMAIL_ALERTS = bool(EMAIL_HOST)
DEFAULT_FROM_EMAIL = read_text("DEFAULT_FROM_EMAIL", "quotes@localhost")

# --- Extraction ---------------------------------------------------------------

# What one article may cost a run, in seconds by the clock and in characters.
ARTICLE_SECONDS = read_number("ARTICLE_SECONDS", 60)
ARTICLE_CHARACTERS = read_number("ARTICLE_CHARACTERS", 1_000_000)

# --- queue: more machines ------------------------------------------------------

# The broker by which articles are handed to workers on other machines; none: every
# run extracts by itself.
QUEUE_URL = read_text("QUEUE_URL", "")
if read_text("CELERY_BROKER_URL", QUEUE_URL) != QUEUE_URL:
    # Celery reads it by itself, and would go to another broker than everybody else.
    raise ImproperlyConfigured(
        "CELERY_BROKER_URL is set and is not QUEUE_URL. Set QUEUE_URL to the broker’s "
        "address and leave CELERY_BROKER_URL out."
    )
# Articles that may wait for workers, and, read, for the lane that stores them.
QUEUE_MOST = read_number("QUEUE_MOST", 10_000, least=1)
LANE_MOST = read_number("LANE_MOST", 2_000, least=1)
# After how long without an answer an article is queued again.
QUEUE_AGAIN_MINUTES = read_number("QUEUE_AGAIN_MINUTES", 15, least=1)

# --- fetching -----------------------------------------------------------------

# Whether addresses of this machine and its networks are fetched and sent webhooks: an
# intranet's.
FETCH_PRIVATE = read_flag("FETCH_PRIVATE", False)
# What one request may cost, by the clock and in bytes, and the pause after it.
FETCH_SECONDS = read_number("FETCH_SECONDS", 30, least=1)
FETCH_BYTES = read_number("FETCH_BYTES", 20_000_000, least=1)
FETCH_DELAY = read_number("FETCH_DELAY", 1)
# How we name ourselves to the sites we read.
FETCH_AGENT = read_text("FETCH_AGENT", "quotes-project/0.1")
# Whether the bytes that articles were read from are kept, and where.
KEEP_RAW = read_flag("KEEP_RAW", False)
RAW_FOLDER = Path(read_text("RAW_FOLDER", str(BASE_DIR / "raw")))

# --- API ----------------------------------------------------------------------

API_PUBLIC = read_flag("API_PUBLIC", True)
# Requests per reader: known ones have an account or a token. "work" is what
# costs more than reading: extraction. "report" costs editors' time: error reports,
# and what else forms send.
API_RATES = {
    "read-anonymous": read_rate("API_RATE_ANONYMOUS", "300/minute"),
    "read-known": read_rate("API_RATE_KNOWN", "3000/minute"),
    "work-anonymous": read_rate("API_WORK_RATE_ANONYMOUS", "30/minute"),
    "work-known": read_rate("API_WORK_RATE_KNOWN", "300/minute"),
    "report-anonymous": read_rate("API_REPORT_RATE_ANONYMOUS", "20/hour"),
    "report-known": read_rate("API_REPORT_RATE_KNOWN", "200/hour"),
}
# Without one every process counts requests for itself.
if REDIS_URL := read_text("REDIS_URL", ""):
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": REDIS_URL,
        }
    }
# Characters of a text sent to extract/, and what somebody without an account may
# send there and to verify/.
API_EXTRACT_CHARACTERS = read_number("API_EXTRACT_CHARACTERS", 100_000)
API_EXTRACT_CHARACTERS_ANONYMOUS = read_number(
    "API_EXTRACT_CHARACTERS_ANONYMOUS", 20_000
)
API_VERIFY_CHARACTERS_ANONYMOUS = read_number("API_VERIFY_CHARACTERS_ANONYMOUS", 35_000)
# Seconds that reading one such text may take.
API_WORK_SECONDS = read_number("API_WORK_SECONDS", 10)
# Saved searches that one token or account may have.
API_SAVED_SEARCHES = read_number("API_SAVED_SEARCHES", 50)
# Webhooks, and e-mail alerts, that one token or account may have.
API_SUBSCRIPTIONS = read_number("API_SUBSCRIPTIONS", 20)
# Milliseconds until the database gives a search up.
API_SEARCH_TIMEOUT = read_number("API_SEARCH_TIMEOUT", 5000)
