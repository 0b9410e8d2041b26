"""Which speaker a printed name is."""
