"""Runs spread over machines: articles queued, read by workers, stored by one lane.

    producer (jobs)  →  broker  →  worker (working)  →  lane (storing)

The table ``QueuedArticle`` says what is to be done and holds what was found; messages
only say that there is something to do. So a message that is lost, doubled or late costs
time and no article: ``sweeping`` queues again what stays. docs/queue.md tells it whole.
"""
