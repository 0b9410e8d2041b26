"""Settings of what operators look at: logs, probes and metrics (docs/operations.md)."""

from ipaddress import ip_network

from django.core.exceptions import ImproperlyConfigured

from quotes_project.environment import (
    read_choice,
    read_flag,
    read_list,
    read_number,
    read_text,
)

# Those of the broker at QUEUE_URL, whose lengths are measured.
BROKER_QUEUES = ("extraction", "lane")

# --- probes and metrics ---------------------------------------------------------

READINESS_CHECKS = ("database", "migrations", "broker", "model")
# Which of them keep requests away where they fail; the others are told all the same.
READY_NEEDS = read_list("READY_NEEDS", list(READINESS_CHECKS))
if unknown := sorted(set(READY_NEEDS) - set(READINESS_CHECKS)):
    raise ImproperlyConfigured(
        f"READY_NEEDS names {', '.join(unknown)}: it takes "
        f"{', '.join(READINESS_CHECKS)}."
    )
# Who may read the metrics: networks, or whoever sends the token.
try:
    METRICS_ALLOWED = tuple(
        ip_network(network)
        for network in read_list("METRICS_ALLOWED", ["127.0.0.0/8", "::1"])
    )
except ValueError as error:
    raise ImproperlyConfigured(
        f"METRICS_ALLOWED: {error}. Write addresses or networks such as 10.0.0.0/8, "
        "separated by commas."
    ) from error
METRICS_TOKEN = read_text("METRICS_TOKEN", "")
# Milliseconds that one query of a scrape may take on PostgreSQL.
METRICS_TIMEOUT = read_number("METRICS_TIMEOUT", 1000, least=1)

# --- logs -----------------------------------------------------------------------

LOG_LEVEL = read_choice(
    "LOG_LEVEL", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
)
LOG_FORMAT = read_choice("LOG_FORMAT", "line", ("line", "json"))
# A line for each request. A proxy in front writes one too, so by default only those
# have it who collect lines by machine.
ACCESS_LOG = read_flag("ACCESS_LOG", LOG_FORMAT == "json")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"ids": {"()": "quotes.operations.log_lines.WithIds"}},
    "formatters": {
        "line": {"()": "quotes.operations.log_lines.Line"},
        "json": {"()": "quotes.operations.log_lines.JsonLine"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["ids"],
        }
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "quotes.access": {"level": "INFO" if ACCESS_LOG else "CRITICAL"},
        # It warns of every refused request, with paths that only their owners know.
        "django.request": {"level": "ERROR"},
    },
}
