"""Machines: network namespaces joined by a bridge, where that is permitted."""

import os
import subprocess
from contextlib import contextmanager, suppress

# Names and a network of this process's own, so that two games do not meet.
OWN = os.getpid() % 100_000
BRIDGE = f"quotes{OWN}"
NETWORK = f"10.77.{OWN % 250}"
HOST = f"{NETWORK}.1"


class Machine:
    """Where processes run; ``prefix`` goes before their commands."""

    def __init__(self, number, *, apart):
        self.name = f"machine-{number}"
        self.namespace = f"quotes-{OWN}-{number}"
        self.cable = f"quotes{OWN}v{number}"
        self.address = f"{NETWORK}.{number + 1}"
        self.prefix = ["ip", "netns", "exec", self.namespace] if apart else []

    def make(self):
        inside = f"quotes{OWN}w{self.name[-1]}"
        ip("netns", "add", self.namespace)
        ip("link", "add", self.cable, "type", "veth", "peer", "name", inside)
        ip("link", "set", inside, "netns", self.namespace)
        ip("link", "set", self.cable, "master", BRIDGE)
        ip("link", "set", self.cable, "up")
        for command in (
            ("addr", "add", f"{self.address}/24", "dev", inside),
            ("link", "set", inside, "up"),
            ("link", "set", "lo", "up"),
        ):
            ip("netns", "exec", self.namespace, "ip", *command)

    def plug(self, state):
        """Pull the cable out ("down"), or put it in again ("up")."""
        ip("link", "set", self.cable, state)


def ip(*arguments, check=True):
    subprocess.run(["ip", *arguments], check=check, capture_output=True)


@contextmanager
def machines(count):
    """Yield so many machines, and the address at which they find this one."""
    made = [Machine(number + 1, apart=True) for number in range(count)]
    try:
        ip("link", "add", BRIDGE, "type", "bridge")
        ip("addr", "add", f"{HOST}/24", "dev", BRIDGE)
        ip("link", "set", BRIDGE, "up")
        for machine in made:
            machine.make()
    except (OSError, subprocess.CalledProcessError):
        _remove(made)
        yield [Machine(number + 1, apart=False) for number in range(count)], "127.0.0.1"
        return
    try:
        yield made, HOST
    finally:
        _remove(made)


def _remove(made):
    with suppress(OSError):
        for machine in made:
            ip("netns", "del", machine.namespace, check=False)
            ip("link", "del", machine.cable, check=False)
        ip("link", "del", BRIDGE, check=False)
