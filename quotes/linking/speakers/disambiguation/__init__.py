"""Which stored speaker a name of a document means: found out, and not acted upon."""
