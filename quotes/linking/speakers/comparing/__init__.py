"""Whether two names are one's, and what two speakers are to each other. Pure."""
