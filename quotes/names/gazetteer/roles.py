"""Nouns for people by what they do, folded: singular, plural, gendered."""

from __future__ import annotations

from quotes.names.gazetteer.words import word_set, words_in

MALE_ROLES = words_in("roles-male-roles.txt")

FEMALE_ROLES = words_in("roles-female-roles.txt")

ROLES = MALE_ROLES | FEMALE_ROLES | words_in("roles-roles.txt")

# What an office is for: "Secretary of Public Security".
FIELDS = words_in("roles-fields.txt")

# What newspapers call somebody just named, without having introduced them as such.
EPITHETS = words_in("roles-epithets.txt")

# Nouns for how people stand to one another: their owner is no body they speak for.
RELATIONS = words_in("roles-relations.txt")

# Those of them who are likely to bear the same surname.
KIN = word_set("wife husband son daughter brother sister mother father widow widower")

# Nouns for many people that speak as a group; regular plurals of ROLES are
# recognised by their ending.
GROUP_NOUNS = words_in("roles-group-nouns.txt")

# A title as abbreviated before a name, and the noun that stands for it later.
TITLE_NOUNS = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "pres": "president",
    "gen": "general",
    "lt": "lieutenant",
    "col": "colonel",
    "maj": "major",
    "sgt": "sergeant",
    "capt": "captain",
    "cmdr": "commander",
    "adm": "admiral",
    "det": "detective",
    "insp": "inspector",
    "prof": "professor",
    "dr": "doctor",
    "rev": "reverend",
    "atty": "attorney",
}

# Nouns that may stand for one another when they refer back.
ROLE_SYNONYMS = {
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "representative": "lawmaker",
    "congressman": "lawmaker",
    "congresswoman": "lawmaker",
    "legislator": "lawmaker",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "attorney": "lawyer",
    "solicitor": "lawyer",
    "barrister": "lawyer",
    "advisor": "adviser",
    "nominee": "candidate",
    "contender": "candidate",
    "scientist": "researcher",
    "ceo": "executive",
    "writer": "author",
    "novelist": "author",
    "businesswoman": "businessman",
    "physician": "doctor",
    "journalist": "reporter",
    "correspondent": "reporter",
}

# What a more general noun may refer back to.
KINDS_OF = {
    "player": word_set("goalkeeper striker defender midfielder winger forward captain"),
    "officer": word_set("detective sergeant inspector captain constable lieutenant"),
    "lawmaker": word_set("senator congressman congresswoman lawmaker"),
    "politician": word_set("senator minister mayor governor lawmaker president"),
    "official": word_set("secretary commissioner director minister deputy"),
    "academic": word_set("professor lecturer researcher historian economist"),
    "researcher": word_set("professor biologist physicist chemist ecologist economist"),
    "athlete": word_set("runner swimmer cyclist player champion sprinter"),
}
