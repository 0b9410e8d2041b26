"""Faults on purpose: is anything lost, doubled, or decided in vain? docs/queue.md.

python -m tests.faults                       Redis, two machines, PostgreSQL
python -m tests.faults --broker rabbitmq
python -m tests.faults --without-broker --database sqlite
"""
