"""Which quotations report one utterance, and what follows for their statement."""
