"""As ``quotes.models.dates`` has it: a time is never shown without its zone."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i T"
DATETIME_FORMAT = "j F Y, H:i T"
