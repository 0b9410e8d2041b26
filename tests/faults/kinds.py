"""The faults. Each is a function of the cluster, and a random chooser."""

import os
import signal
from contextlib import suppress

from tests.faults.cluster import children_of, end, pause, skewed

HOURS = 3600


def kill_process(cluster, chosen):
    """a process of a worker killed"""
    # "ip netns exec" becomes the command itself, so that these are its pool's.
    process, _ = cluster.workers[_named(cluster, chosen)]
    _kill_one(children_of(process.pid), chosen)


def kill_worker(cluster, chosen):
    """a whole worker killed, started again"""
    cluster.start_worker(cluster.end_worker(_named(cluster, chosen)))


def stop_worker(cluster, chosen):
    """a worker stopped as one should, started again"""
    name = _named(cluster, chosen)
    process, machine = cluster.workers.pop(name)
    process.send_signal(signal.SIGTERM)
    with suppress(Exception):
        process.wait(30)
    end(process)
    cluster.start_worker(machine)


def restart_broker(cluster, chosen):
    """the broker restarted"""
    cluster.broker.restart()


def kill_broker(cluster, chosen):
    """the broker killed, started again"""
    cluster.broker.kill()


def empty_broker(cluster, chosen):
    """the broker emptied"""
    cluster.broker.empty()


def cut_connections(cluster, chosen):
    """all connections to PostgreSQL cut"""
    cluster.database.cut()


def restart_postgres(cluster, chosen):
    """PostgreSQL restarted as after a power cut"""
    cluster.database.restart()


def unplug(cluster, chosen):
    """the network of one machine cut for two seconds"""
    machine = chosen.choice(cluster.machines)
    machine.plug("down")
    pause(chosen, 2, 2)
    machine.plug("up")


def fill_disk(cluster, chosen):
    """the disk of the database full for two seconds"""
    cluster.database.disk.fill()
    pause(chosen, 1.5, 2)
    cluster.database.disk.free()
    if hasattr(cluster.database, "is_running") and not cluster.database.is_running():
        cluster.database.start()


def produce_twice(cluster, chosen):
    """two producers of the same file at once"""
    cluster.second = cluster.extract(*cluster.arguments)


def other_model(cluster, chosen):
    """a worker with another model"""
    machine = chosen.choice(cluster.machines)
    cluster.start_worker(machine, "other-model", "extraction", QUOTES_MODEL="")


def skew_clock(cluster, chosen):
    """a worker's clock wrong by hours"""
    machine = cluster.end_worker(_named(cluster, chosen))
    wrong = skewed(chosen.choice((-5, 5)) * HOURS)
    cluster.start_worker(machine, **wrong)


def kill_run(cluster, chosen):
    """a run killed"""
    end(cluster.run)


def interrupt_run(cluster, chosen):
    """a run interrupted as by Ctrl-C"""
    with suppress(ProcessLookupError):
        os.killpg(cluster.run.pid, signal.SIGINT)


def kill_extractor(cluster, chosen):
    """a process of a run killed"""
    # Any but the one that stores, which started the others.
    _kill_one(children_of(cluster.run.pid), chosen)


def skew_run(cluster, chosen):
    """a second run beside it, its clock wrong by hours"""
    wrong = skewed(chosen.choice((-5, 5)) * HOURS)
    cluster.second = cluster.extract(*cluster.arguments, **wrong)


def _named(cluster, chosen):
    names = {machine.name for machine in cluster.machines} & cluster.workers.keys()
    return chosen.choice(sorted(names))


def _kill_one(pids, chosen):
    """Kill one of these, should there be any left."""
    if pids:
        with suppress(ProcessLookupError):
            os.kill(chosen.choice(pids), signal.SIGKILL)


def of_queue(cluster):
    """The faults that this cluster can have."""
    found = [kill_process, kill_worker, stop_worker, restart_broker, kill_broker]
    found += [empty_broker, produce_twice, other_model, skew_clock, kill_run]
    if all(machine.prefix for machine in cluster.machines):
        found.append(unplug)
    return found + of_database(cluster)


def of_run(cluster):
    """Those of one without a broker."""
    found = [kill_run, interrupt_run, kill_extractor, produce_twice, skew_run]
    return found + of_database(cluster)


def of_database(cluster):
    found = [fill_disk] if cluster.database.disk.mounted else []
    if hasattr(cluster.database, "cut"):
        found += [cut_connections, restart_postgres]
    return found
