"""How links between quotations become statements, within what editors decided."""
