"""Capitalised words that are no part of a person's name, folded."""

from __future__ import annotations

from quotes.names.gazetteer.words import word_set

# Function words, days, months, and what opens lines: no name begins with them.
NOT_NAMES = word_set(
    """
    the a an and or but if in on at by for from of to with as so yet no not it its
    he she they we i you his her their our my your this that these those there here
    then when where while who what why how which whose because after before since
    until although though however meanwhile also both all some many most more few
    several another other each every any one two three four five six seven eight
    nine ten last next earlier later still even just only now once despite during
    under over between among according asked speaking following instead perhaps
    maybe yes well like monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november
    december christmas easter thanksgiving today yesterday tomorrow related read
    photo image comments advertisement     god internet
    neither either nor can could should would will did does do is are was were has have
    had whether wherever whenever whoever whatever nobody somebody everybody someone
    everyone anyone nothing something everything others whereas unlike besides such
    """
)
# Capitalised words that describe people or bodies and are no part of a name.
ADJECTIVES = word_set(
    """
    republican republicans democrat democrats democratic gop english christian
    christians muslim muslims jewish islamic catholic protestant american americans
    """
)
# What begins names of places and things, and is no first name.
NOT_FIRST = word_set(
    """
    camp fort mount lake cape port hotel villa cafe café club bar radio team operation
    project hurricane storm typhoon cyclone planet comet tropical mission castle saint
    """
)
# Heads of names of things, events and places.
NOT_SURNAMES = word_set(
    """
    act award awards bill bible book constitution convention cup debate day deal
    election emmy era festival games law league olympics plan prize programme
    project summit super treaty tour trial war week week’s year amendment ballot
    bowl nobel pulitzer oscar street avenue road square tower hotel airport bridge
    river lake mountain island islands bay beach park valley county city town
    village province region district port hall plaza stadium station states state
    coast
    """
)
