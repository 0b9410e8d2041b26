"""How well extraction does on annotated texts, and how far its confidence is right.

Pure Python: no Django, no database. The measures are those of the comparison of
systems on PolNeAR: tokens, one-to-one matching, and attribution counted only where
content and source are right together.
"""
