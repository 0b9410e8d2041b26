"""Which two quotations report one utterance."""
