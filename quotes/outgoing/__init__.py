"""What is sent to readers as it happens: webhooks and e-mail alerts.

An outbox (https://microservices.io/patterns/data/transactional-outbox.html): what a
subscription is to hear of is stored as deliveries first, and sent from there until it
was taken. Nothing is lost where a receiver is down, and a crash sends twice at worst.
"""
