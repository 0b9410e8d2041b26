"""Names as they are printed, where the layout and not the grammar gives them."""

from __future__ import annotations

#: One to six capitalised words, with the particles of family names between them.
NAME = r"(?:(?:[A-Z][\w.’'-]*|de|van|von|der|bin|al|el|la)\s+){0,5}[A-Z][\w.’'-]*"
