"""Capitalised words that are no part of a person's name, folded."""

from __future__ import annotations

from quotes.names.gazetteer.words import words_in

# Function words, days, months, and what opens lines: no name begins with them.
NOT_NAMES = words_in("common-not-names.txt")
# Capitalised words that describe people or bodies and are no part of a name.
ADJECTIVES = words_in("common-adjectives.txt")
# What begins names of places and things, and is no first name.
NOT_FIRST = words_in("common-not-first.txt")
# Heads of names of things, events and places.
NOT_SURNAMES = words_in("common-not-surnames.txt")
