"""Settings of what browsers are told and who logs in, for quotes_project.settings."""

from datetime import timedelta

from csp.constants import NONE, SELF

from quotes_project.environment import is_production, read_flag, read_number

# --- browsers -------------------------------------------------------------------

# What a page of the desk says next needs no third cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if is_production():
    SECURE_SSL_REDIRECT = read_flag("SECURE_SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = read_number("SECURE_HSTS_SECONDS", 31_536_000)
    # Both bind every other site below the domain for years: a decision about the
    # domain, not about this project, so the deployment check need not ask for them.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = read_flag("SECURE_HSTS_INCLUDE_SUBDOMAINS", False)
    SECURE_HSTS_PRELOAD = read_flag("SECURE_HSTS_PRELOAD", False)
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # Browsers take cookies of these names from this very host alone, and over TLS.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    if read_flag("BEHIND_PROXY", False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Nothing but our own files, and no script or style inside a page. What needs more
# (the documentation of the API) says so at its view.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        # The admin's choosers ask us for rows, the documentation for its document.
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- logins ---------------------------------------------------------------------

# Who guesses passwords: quotes.pages.lockout. Counted in the database, so that all
# processes count together.
LOGIN_FAILURES = read_number("LOGIN_FAILURES", 5, least=1)
LOGIN_FAILURES_PER_ADDRESS = read_number(
    "LOGIN_FAILURES_PER_ADDRESS", 50, least=LOGIN_FAILURES
)
LOGIN_LOCKOUT_MINUTES = read_number("LOGIN_LOCKOUT_MINUTES", 15, least=1)
AXES_HANDLER = "quotes.pages.lockout.LockoutHandler"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = LOGIN_FAILURES
AXES_COOLOFF_TIME = timedelta(minutes=LOGIN_LOCKOUT_MINUTES)
AXES_RESET_ON_SUCCESS = True
# Whoever tries again too early is not kept waiting any longer for it.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "quotes.pages.lockout.client_address"
AXES_USERNAME_CALLABLE = "quotes.pages.lockout.name_tried"
AXES_LOCKOUT_CALLABLE = "quotes.pages.lockout.locked_out"
# Who logged in when, and from where, is nobody's business.
AXES_DISABLE_ACCESS_LOG = True
# Of its tables the admin shows the one in which a lock can be lifted.
AXES_ENABLE_ADMIN = False
