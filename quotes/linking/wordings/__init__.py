"""How printed words compare. Pure, without Django."""
