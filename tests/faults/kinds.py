"""The faults. Each is a function of the cluster, and a random chooser.

It returns whether it has struck: a process that had ended already is not killed. None
where that is seen later (``has_refused``).
"""

import os
import signal
from contextlib import suppress

from tests.faults.cluster import children_of, end, pause, skewed

HOURS = 3600
REFUSED = b"This worker reads with extractor"


def kill_process(cluster, chosen):
    """a process of a worker killed"""
    # "ip netns exec" becomes the command itself, so that these are its pool's.
    process, _ = cluster.workers[_named(cluster, chosen)]
    return _kill_one(children_of(process.pid), chosen)


def kill_worker(cluster, chosen):
    """a whole worker killed, started again"""
    name = _named(cluster, chosen)
    process, _ = cluster.workers[name]
    alive = process.poll() is None
    cluster.start_worker(cluster.end_worker(name))
    return alive


def stop_worker(cluster, chosen):
    """a worker stopped as one should, started again"""
    name = _named(cluster, chosen)
    process, machine = cluster.workers.pop(name)
    process.send_signal(signal.SIGTERM)
    with suppress(Exception):
        process.wait(30)
    stopped = process.poll() == 0
    end(process)
    cluster.start_worker(machine)
    return stopped


def restart_broker(cluster, chosen):
    """the broker restarted"""
    cluster.broker.restart()
    return True


def kill_broker(cluster, chosen):
    """the broker killed, started again"""
    cluster.broker.kill()
    return True


def empty_broker(cluster, chosen):
    """the broker emptied"""
    return cluster.broker.empty() > 0


def cut_connections(cluster, chosen):
    """all connections to PostgreSQL cut"""
    return cluster.database.cut() > 0


def restart_postgres(cluster, chosen):
    """PostgreSQL restarted as after a power cut"""
    cluster.database.restart()
    return True


def unplug(cluster, chosen):
    """the network of one machine cut for two seconds"""
    machine = chosen.choice(cluster.machines)
    machine.plug("down")
    pause(chosen, 2, 2)
    machine.plug("up")
    return True


def fill_disk(cluster, chosen):
    """the disk of the database full for two seconds"""
    disk = cluster.database.disk
    disk.fill()
    pause(chosen, 1.5, 2)
    full = disk.is_full()
    disk.free()
    if hasattr(cluster.database, "is_running") and not cluster.database.is_running():
        cluster.database.start()
    return full


def produce_twice(cluster, chosen):
    """two producers of the same file at once"""
    if cluster.run.poll() is not None:
        cluster.run = cluster.extract(*cluster.arguments)
    cluster.add_run()
    return True


def other_model(cluster, chosen):
    """a worker with another model"""
    machine = chosen.choice(cluster.machines)
    if "other-model" not in cluster.workers:
        (cluster.folder / "other-model.log").unlink(missing_ok=True)
        cluster.start_worker(machine, "other-model", "extraction", QUOTES_MODEL="")


def has_refused(cluster):
    """Whether the worker with another model was given articles, and refused them."""
    return REFUSED in (cluster.folder / "other-model.log").read_bytes()


def skew_clock(cluster, chosen):
    """a worker's clock wrong by hours"""
    machine = cluster.end_worker(_named(cluster, chosen))
    wrong = skewed(chosen.choice((-5, 5)) * HOURS)
    cluster.start_worker(machine, **wrong)
    return True


def kill_run(cluster, chosen):
    """a run killed"""
    if cluster.run.poll() is not None:
        # All is queued already: the same once more, as an impatient person does.
        cluster.run = cluster.extract(*cluster.arguments)
        pause(chosen, 1, 3)
    alive = cluster.run.poll() is None
    end(cluster.run)
    return alive


def interrupt_run(cluster, chosen):
    """a run interrupted as by Ctrl-C"""
    if cluster.run.poll() is not None:
        return False
    os.killpg(cluster.run.pid, signal.SIGINT)
    return True


def kill_extractor(cluster, chosen):
    """a process of a run killed"""
    # Any but the one that stores, which started the others.
    return _kill_one(children_of(cluster.run.pid, "spawn_main"), chosen)


def skew_run(cluster, chosen):
    """a second run beside it, its clock wrong by hours"""
    wrong = skewed(chosen.choice((-5, 5)) * HOURS)
    cluster.add_run(**wrong)
    return True


def _named(cluster, chosen):
    names = {machine.name for machine in cluster.machines} & cluster.workers.keys()
    return chosen.choice(sorted(names))


def _kill_one(pids, chosen):
    """Kill one of these; return whether there was any left."""
    with suppress(ProcessLookupError, IndexError):
        os.kill(chosen.choice(pids), signal.SIGKILL)
        return True
    return False


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
