"""Play faults on a cluster, and print a table of what they did."""

import argparse
import os
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.faults.cluster import LEAN


def read_arguments(given=None):
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--broker", choices=["redis", "rabbitmq"], default="redis")
    parser.add_argument("--without-broker", action="store_true")
    parser.add_argument(
        "--database", choices=["postgres", "sqlite"], default="postgres"
    )
    parser.add_argument("--faults", type=int, default=100, help="at least so many")
    parser.add_argument(
        "--articles", type=int, help="in each round (80; 100 without broker)"
    )
    parser.add_argument(
        "--minutes", type=float, help="begin no further round after so many"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--logs", metavar="FOLDER", help="keep the logs there")
    return parser.parse_args(given)


def main(given=None):
    arguments = read_arguments(given)
    arguments.articles = arguments.articles or (100 if arguments.without_broker else 80)
    if arguments.database == "sqlite" and not arguments.without_broker:
        sys.exit("SQLite is no server that two machines share: add --without-broker.")
    with ExitStack() as stack:
        folder = stack.enter_context(
            tempfile.TemporaryDirectory(prefix="qf", ignore_cleanup_errors=True)
        )
        Path(folder).chmod(0o755)
        game = prepare(arguments, Path(folder), stack)
        try:
            result = game.play(arguments.faults, arguments.minutes)
        finally:
            if arguments.logs:
                Path(arguments.logs).mkdir(parents=True, exist_ok=True)
                for log in Path(folder).glob("*.log"):
                    shutil.copy(log, arguments.logs)
    print(result.table())
    sys.exit(0 if result.clean else 1)


def prepare(arguments, folder, stack):
    """Start all that is needed; return the game."""
    from tests.faults import brokers, cluster, databases, network  # noqa: PLC0415

    machines, host = [], "127.0.0.1"
    broker = None
    if not arguments.without_broker:
        machines, host = stack.enter_context(network.machines(2))
    servers = {"postgres": databases.Postgres, "sqlite": databases.Sqlite}
    database = servers[arguments.database](folder, host)
    stack.callback(database.stop)
    database.start()
    if not arguments.without_broker:
        kinds = {"redis": brokers.Redis, "rabbitmq": brokers.RabbitMQ}
        if kinds[arguments.broker].missing():
            sys.exit(
                f"{kinds[arguments.broker].program} is not installed. On Debian: "
                "apt-get install redis-server (or rabbitmq-server)."
            )
        broker = kinds[arguments.broker](folder, host)
        stack.callback(broker.stop, 9)
        broker.start()
    os.environ.update(LEAN | {"DATABASE_URL": database.url, "LOG_LEVEL": "CRITICAL"})
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes_project.settings")
    import django  # noqa: PLC0415 - the database is known now

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    made = cluster.Cluster(folder, database, broker, machines)
    stack.callback(made.stop)

    from tests.faults.game import Game  # noqa: PLC0415

    return Game(made, arguments)


if __name__ == "__main__":
    main()
