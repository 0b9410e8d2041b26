"""Head words of organisations and media, and the best known agencies, folded."""

from __future__ import annotations

from quotes.names.gazetteer.words import line_set, lines_in, word_set, words_in

# The last word, or the word before "of" or "for", of what an organisation is called.
ORGANISATION_HEADS = words_in("organisations-organisation-heads.txt")

# What a medium is called; also organisations.
MEDIA_HEADS = words_in("organisations-media-heads.txt")

# Media words that say medium wherever they stand, in lower case too.
SURE_MEDIA = words_in("organisations-sure-media.txt")

# Well-known media whose names hold no such word.
MEDIA = lines_in("organisations-media.txt")

# Last words of names of bodies that are common words or adjectives otherwise.
NAME_HEADS = words_in("organisations-name-heads.txt")

# What a firm sells or asks: the name is its own, whoever founded it ("Ada Holm
# Footwear").
GOODS = word_set(
    """
    footwear apparel clothing jewelry jewellery cosmetics fashions eyewear sportswear
    menswear swimwear furniture winery vineyards breweries hotels resorts casinos
    realty properties dealership pharmaceuticals chocolates poll polls survey index
    """
)

# Firms called like people.
FIRMS = line_set(
    """
    morgan stanley
    jpmorgan chase
    goldman sachs
    merrill lynch
    wells fargo
    bear stearns
    booz allen
    smith barney
    harley davidson
    rolls royce
    aston martin
    louis vuitton
    credit suisse
    philip morris
    eli lilly
    baker hughes
    johnson controls
    lockheed martin
    northrop grumman
    martin marietta
    kellogg brown
    mckinsey co
    standard chartered
    ernst young
    """
)

# What may stand beside an acronym without being part of the name.
ACRONYM_KINDS = words_in("organisations-acronym-kinds.txt")

# Texts that speak for whoever issued them.
DOCUMENT_NOUNS = words_in("organisations-document-nouns.txt") | {"op ed"}
