"""How gunicorn serves the site; it reads this file where it is started here.

Each process serves several readers at a time, so that one who has a long text read
keeps nobody waiting. Options on the command line come before what stands here.
"""

import os

wsgi_app = "quotes_project.wsgi"
bind = os.environ.get("GUNICORN_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "4"))
worker_class = "gthread"
threads = int(os.environ.get("GUNICORN_THREADS", "8"))
# A request may read a text for API_WORK_SECONDS, the first one in a process also load
# the models; only a process that does nothing at all for so long is replaced.
timeout = 60
# Who has gone on to another page need not be served the one before.
graceful_timeout = 30
