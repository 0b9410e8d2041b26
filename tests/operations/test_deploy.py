"""What stands in deploy/ names commands, variables, files and metrics that there are.

No container runs here: what is checked is that the files agree with the code and with
each other, and what systemd and nginx say of them where those are installed.
"""

from __future__ import annotations

import ast
import re
import shlex
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands, load_command_class
from prometheus_client.parser import text_string_to_metric_families

from quotes.operations.counters import EXCEPTIONS, LATENCY, REQUESTS
from quotes.operations.gauges import gauges_told

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [path for path in UNITS if path.suffix == ".service"]
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
CONTAINERFILE = (DEPLOY / "Containerfile").read_text()
# Read by others than us: PostgreSQL's image, Python, pip, and what starts a program.
OTHERS = {"POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_DB", "PATH"}
OTHERS |= {"PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}
OTHERS |= {"PIP_NO_CACHE_DIR", "PIP_DISABLE_PIP_VERSION_CHECK"}
OURS = ("celery", "gunicorn", "python")


def variables_read():
    """The environment variables that settings and gunicorn.conf.py ask for."""
    found = set()
    for path in [*(ROOT / "quotes_project").glob("*.py"), ROOT / "gunicorn.conf.py"]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and node.args:
                name, first = ast.unparse(node.func), node.args[0]
                asks = re.fullmatch(r"read_\w+|os\.environ\.\w+", name)
                if asks and isinstance(first, ast.Constant):
                    found.add(first.value)
    return found


def variables_of_file():
    lines = (DEPLOY / "quotes.env.example").read_text().splitlines()
    named = [line for line in lines if line and not line.startswith("#")]
    assert all("=" in line for line in named)
    return {line.partition("=")[0] for line in named}


def commands():
    """Every command that a service or a unit starts, as a list of words."""
    for name, service in COMPOSE["services"].items():
        if "command" in service:
            yield name, service["command"]
    for path in SERVICES:
        [line] = re.findall(r"^ExecStart=(.*)$", path.read_text(), re.MULTILINE)
        yield path.name, shlex.split(line)


def test_every_variable_is_one_that_is_read():
    read = variables_read()
    assert {"DATABASE_URL", "WEB_CONCURRENCY", "METRICS_TOKEN"} <= read
    in_image = set(re.findall(r"(?:ENV |\s)([A-Z][A-Z_]+)=", CONTAINERFILE))
    in_units = {
        name
        for path in SERVICES
        for name in re.findall(r"^Environment=(\w+)", path.read_text(), re.MULTILINE)
    }
    named = variables_of_file() | in_image | in_units
    for service in COMPOSE["services"].values():
        named |= set(service.get("environment", {}))

    assert named - read - OTHERS == set()


def test_what_production_requires_stands_in_the_example():
    required = {"QUOTES_ENV", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"}
    assert required <= variables_of_file()
    text = (DEPLOY / "quotes.env.example").read_text()
    for secret in ("SECRET_KEY", "METRICS_TOKEN"):
        assert re.search(rf"^{secret}=$", text, re.MULTILINE), "no secret is given away"


def test_every_variable_that_is_read_is_described():
    described = (ROOT / "docs" / "operators.md").read_text()
    missing = {name for name in variables_read() if f"`{name}`" not in described}
    # As it calls itself; and what gunicorn says of a new server to itself.
    assert missing - {"DJANGO_SETTINGS_MODULE", "GUNICORN_PID"} == set()


def test_every_command_is_there():
    known, seen = get_commands(), set()
    for name, words in commands():
        program = Path(words[0]).name
        if program not in OURS:
            assert name in ("postgres", "redis"), words
            continue
        rest = [word.removeprefix("/srv/quotes/") for word in words[1:]]
        if program == "python":
            assert (ROOT / rest[0]).is_file(), words
            if rest[0] == "manage.py":
                assert rest[1] in known, words
                command = load_command_class(known[rest[1]], rest[1])
                help_text = command.create_parser("manage.py", rest[1]).format_help()
            else:
                help_text = (ROOT / rest[0]).read_text()
            for word in rest[1:]:
                assert not word.startswith("--") or word in help_text, words
        if program == "celery":
            assert rest[:2] == ["-A", "quotes_project"]
            if "-Q" in rest:
                seen.add(rest[rest.index("-Q") + 1])
    assert seen == set(settings.BROKER_QUEUES)


def test_services_of_compose_fit_together():
    services = COMPOSE["services"]
    assert {"web", "worker", "lane", "beat", "feeds", "migrate", "proxy"} <= set(
        services
    )
    for name, service in services.items():
        for other, wanted in service.get("depends_on", {}).items():
            assert other in services, name
            if wanted["condition"] == "service_healthy":
                checked = services[other]["healthcheck"]
                assert checked.get("test"), f"{other} has nothing to be healthy by"
            else:
                assert services[other]["restart"] == "no"
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            if not source.startswith((".", "$")):
                assert source in COMPOSE["volumes"], volume
        if name not in ("migrate", "backup"):
            assert service["restart"] == "unless-stopped"
        assert not service.get("privileged")
        if service["image"].startswith("docker.io"):
            assert re.search(r":\d", service["image"]), "pinned by a tag"
    assert services["proxy"]["ports"] == ["80:80", "443:443"]
    assert [name for name in services if "ports" in services[name]] == ["proxy"]


@pytest.mark.parametrize(("more", "status"), [("", 0), ("    imagine: this\n", 1)])
def test_compose_is_what_its_schema_has(tmp_path, more, status):
    written = (DEPLOY / "compose.yaml").read_text()
    file = tmp_path / "compose.yaml"
    file.write_text(written.replace("  postgres:\n", f"  postgres:\n{more}", 1))

    command = f"-m check_jsonschema --builtin-schema vendor.compose-spec {file}"
    checked = subprocess.run(
        [sys.executable, *command.split()], capture_output=True, text=True
    )

    assert checked.returncode == status, checked.stdout + checked.stderr


def test_the_image_is_built_from_what_is_there():
    stages = re.findall(r"^FROM (\S+)", CONTAINERFILE, re.MULTILINE)
    assert len(stages) == 2
    assert all(re.search(r":\d[\w.-]+$", stage) for stage in stages)
    for line in re.findall(r"^COPY (?!--from)(.*)$", CONTAINERFILE, re.MULTILINE):
        for source in line.split()[:-1]:
            assert list(ROOT.glob(source)), source
    assert CONTAINERFILE.rindex("\nUSER quotes") < CONTAINERFILE.rindex("\nCMD")
    assert "HEALTHCHECK" in CONTAINERFILE
    left_out = (ROOT / ".containerignore").read_text().splitlines()
    assert {".git", "deploy/quotes.env"} <= set(left_out)


def test_the_proxy_passes_on_to_the_web_service_and_hides_the_metrics():
    text = (DEPLOY / "nginx.conf").read_text()
    assert text.count("{") == text.count("}")
    assert "server web:8000;" in text
    assert "GUNICORN_BIND=0.0.0.0:8000" in CONTAINERFILE
    hidden = re.search(r"location ~ (\S+) \{ return 404", text)[1]
    for path in ("/metrics/", "/readyz/", "/healthz/"):
        assert re.match(hidden, path)
    for header in ("X-Forwarded-Proto $scheme", "X-Forwarded-For $remote_addr",
                   "X-Request-ID $request_id", "Host $host"):  # fmt: skip
        assert f"proxy_set_header {header};" in text


def test_nginx_takes_its_file(tmp_path):
    if not shutil.which("nginx"):
        pytest.skip("nginx is not installed: apt-get install nginx-light")
    text = (DEPLOY / "nginx.conf").read_text().replace("web:8000", "127.0.0.1:8000")
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    subprocess.run(
        [shutil.which("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes",
         "-keyout", key, "-out", certificate, "-subj", "/CN=quotes.example"],
        check=True, capture_output=True,
    )  # fmt: skip
    text = text.replace("/etc/nginx/certificates", str(tmp_path))
    (tmp_path / "nginx.conf").write_text(text)
    done = subprocess.run(
        [shutil.which("nginx"), "-t", "-c", tmp_path / "nginx.conf"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_units_are_hardened_and_read_their_secrets_from_one_file(path):
    text = path.read_text()
    for line in ("User=quotes", "EnvironmentFile=/etc/quotes.env", "UMask=0077",
                 "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes",
                 "PrivateTmp=yes", "WorkingDirectory=/srv/quotes"):  # fmt: skip
        assert f"\n{line}\n" in text, line
    assert ("Restart=" in text) != ("Type=oneshot" in text)
    if "Type=oneshot" in text:
        assert path.with_suffix(".timer").is_file()
        assert "TimeoutStartSec=" in text


def test_systemd_takes_the_units(tmp_path):
    analyze = shutil.which("systemd-analyze")
    if not analyze:
        pytest.skip("systemd-analyze is not installed")
    copies = []
    for path in UNITS:
        # What is to be started is on the server, not here.
        name = path.name.replace("@.", "@1.")
        text = re.sub(
            r"(?<==)/srv/quotes/\.venv/bin/\w+", "/bin/true", path.read_text()
        )
        copies.append(tmp_path / name)
        copies[-1].write_text(text)
    done = subprocess.run(
        [analyze, "verify", "--man=no", *copies],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")


# What is measured is asked on both by test_metrics.py.
@pytest.mark.any_database
@pytest.mark.django_db
def test_every_metric_of_the_alarms_is_one_that_is_told(settings):
    settings.QUEUE_URL = "redis://127.0.0.1:9/0"
    told = {f.name for f in text_string_to_metric_families(gauges_told().decode())}
    for metric, endings in (
        (REQUESTS, ("_total",)),
        (EXCEPTIONS, ("_total",)),
        (LATENCY, ("_bucket", "_sum", "_count")),
    ):
        [family] = metric.collect()
        told |= {f"{family.name}{ending}" for ending in endings}
    rules = yaml.safe_load((DEPLOY / "prometheus-alerts.yaml").read_text())
    manual = (ROOT / "docs" / "operations.md").read_text()

    alarms = [rule for group in rules["groups"] for rule in group["rules"]]
    assert len(alarms) > 10
    for rule in alarms:
        named = set(re.findall(r"\bquotes_\w+", rule["expr"]))
        assert named - told == set(), rule["alert"]
        assert rule["labels"]["severity"] in ("page", "ticket")
        assert rule["annotations"]["summary"]
        assert f"`{rule['alert']}`" in manual
    used = set(re.findall(r"\bquotes_\w+", " ".join(rule["expr"] for rule in alarms)))
    assert {"quotes_queue_messages", "quotes_articles_oldest_pending_seconds"} <= used


def test_gunicorn_is_the_server_that_is_pinned():
    assert distribution("gunicorn").version in (ROOT / "requirements.txt").read_text()
