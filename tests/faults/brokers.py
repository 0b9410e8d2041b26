"""Brokers that can be stopped, killed, restarted and emptied."""

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

RABBITMQ = "/usr/lib/rabbitmq/bin/rabbitmq-server"


def wait_until(true, *, seconds=30.0, what="it"):
    """Wait until ``true`` is; fail, naming ``what``, where that takes longer."""
    until = time.monotonic() + seconds
    while not (found := true()):
        if time.monotonic() > until:
            raise AssertionError(f"{what} did not happen within {seconds:g} seconds")
        time.sleep(0.05)
    return found


def free_port(host):
    with socket.socket() as one:
        one.bind((host, 0))
        return one.getsockname()[1]


class Broker:
    """A broker in a folder of its own, at ``url``."""

    program = ""

    def __init__(self, folder, host):
        self.folder, self.host, self.port = Path(folder), host, free_port(host)
        self.process = None

    @classmethod
    def missing(cls):
        return shutil.which(cls.program) is None

    def start(self):
        with (self.folder / "broker.log").open("a") as log:
            self.process = subprocess.Popen(
                self.command(),
                cwd=self.folder,
                env=os.environ | self.environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_until(self.answers, seconds=180, what="starting the broker")

    def environment(self):
        return {}

    def answers(self):
        try:
            socket.create_connection((self.host, self.port), 1).close()
        except OSError:
            return False
        return True

    def stop(self, number=signal.SIGTERM):
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
        self.process.wait()
        # RabbitMQ's shell ends first, and its server still answers for a while.
        wait_until(self.has_ended, seconds=60, what="the end of the broker")
        self.process = None

    def has_ended(self):
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return True
        return False

    def restart(self):
        self.stop()
        self.start()

    def kill(self):
        self.stop(signal.SIGKILL)
        self.start()


class Redis(Broker):
    """Keeps nothing on disk: whenever it ends, all messages are lost."""

    program = "redis-server"

    @property
    def url(self):
        return f"redis://{self.host}:{self.port}/0"

    def command(self):
        return [
            *(self.program, "--bind", self.host, "--port", str(self.port)),
            *("--save", "", "--protected-mode", "no"),
        ]

    def empty(self):
        """Take all messages from it; return how many there were."""
        import redis  # noqa: PLC0415 - optional

        client = redis.Redis(self.host, self.port)
        waiting = [key for key in client.scan_iter() if client.type(key) == b"list"]
        count = sum(map(client.llen, waiting)) + client.hlen("unacked")
        client.flushall()
        return count


class RabbitMQ(Broker):
    """Keeps its messages on disk: only when it is emptied are they lost."""

    program = RABBITMQ

    def __init__(self, folder, host):
        super().__init__(folder, host)
        self.epmd = free_port(host)
        self.distribution = free_port(host)
        (self.folder / "plugins").write_text("[].")
        # Guests come from this machine alone, unless told otherwise.
        (self.folder / "rabbitmq.conf").write_text("loopback_users = none\n")

    @property
    def url(self):
        return f"amqp://guest:guest@{self.host}:{self.port}//"

    def command(self):
        return [self.program]

    def environment(self):
        here = str(self.folder)
        return {
            "HOME": here,
            "RABBITMQ_NODENAME": "faults@localhost",
            "RABBITMQ_MNESIA_BASE": f"{here}/mnesia",
            "RABBITMQ_LOG_BASE": f"{here}/log",
            "RABBITMQ_NODE_IP_ADDRESS": self.host,
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(self.distribution),
            "RABBITMQ_ENABLED_PLUGINS_FILE": f"{here}/plugins",
            "RABBITMQ_CONFIG_FILE": f"{here}/rabbitmq.conf",
            "RABBITMQ_PID_FILE": f"{here}/pid",
            "ERL_EPMD_PORT": str(self.epmd),
        }

    def empty(self):
        """Take all messages from it that no worker holds; return how many."""
        from kombu import Connection  # noqa: PLC0415 - optional

        count = 0
        with Connection(self.url) as connection:
            for queue in ("extraction", "lane"):
                try:
                    count += connection.channel().queue_purge(queue)
                except connection.channel_errors:
                    # Nobody has used it yet.
                    continue
        return count
