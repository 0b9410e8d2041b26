"""The project's settings with limits no benchmark meets, and one empty address."""

from quotes_project.settings import *  # noqa: F403

API_RATES = dict.fromkeys(API_RATES, "100000000/minute")  # noqa: F405
API_SEARCH_TIMEOUT = 60_000
ROOT_URLCONF = "tests.benchmarks.urls"
# One connection for the whole run, whose process is measured.
DATABASES["default"]["CONN_MAX_AGE"] = None  # noqa: F405
