"""A survey of all speakers: what lists show of them without counting each time."""
