"""Settings of what guards the site when it is asked too much: docs/operators.md."""

from __future__ import annotations

from quotes_project.environment import read_number, read_text

_THREADS = read_number("GUNICORN_THREADS", 6, least=1)

# Searches, exports and texts to be read that one process works on at a time: half of
# its threads. For a quarter of them others may wait; the rest goes on serving readers.
COSTLY_AT_ONCE = read_number("COSTLY_AT_ONCE", max(1, _THREADS // 2), least=1)
COSTLY_WAITING = max(0, min(_THREADS // 4, _THREADS - COSTLY_AT_ONCE - 1))
# Seconds after which a request that no thread has begun is answered 503: whoever sent
# it has given up, or sends it again, and the next one can still be served in time.
SHED_AFTER_SECONDS = read_number("SHED_AFTER_SECONDS", 2, least=1)
# The same, in milliseconds, while requests go on coming faster than they are answered:
# then every one waits as long as this allows, and those that are served are so in time.
SHED_STANDING_MILLISECONDS = read_number("SHED_STANDING_MILLISECONDS", 100, least=1)

# Whom to tell of a weakness: an address of the web or "mailto:…". With it the site has
# a /.well-known/security.txt (RFC 9116).
SECURITY_CONTACT = read_text("SECURITY_CONTACT", "")
