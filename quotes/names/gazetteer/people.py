"""Words around and inside the names of people, folded (lower case, no marks)."""

from __future__ import annotations

from quotes.names.gazetteer.words import word_set, words_in

MALE_HONORIFICS = word_set(
    "mr sir lord king prince sheikh emir sultan father brother baron alhaji shri mallam"
    " ustaz maulana mufti herr monsieur senor signor"
)
FEMALE_HONORIFICS = word_set(
    "mrs ms miss mme madame dame lady queen princess sister baroness duchess sheikha"
    " hajia alhaja smt datin puan ustazah frau senora signora"
)
HONORIFICS = (
    MALE_HONORIFICS
    | FEMALE_HONORIFICS
    | word_set("mx dr doctor prof professor rev hon engr datuk dato tun haji")
)

# Titles and ranks printed before a name. Roles that are also common nouns
# ("president", "spokesman") stand in roles.py.
TITLES = HONORIFICS | words_in("people-titles.txt")

# Ranks and offices printed as acronyms before a name; alone they may be a body.
ACRONYM_TITLES = word_set(
    """
    CS PS CP SP DSP ASP ACP DCP SSP CSP DIG AIG IG IGP DPO MP MEP MNA MPA MLA MLC MCA SC
    SAN KC QC YB YAB HE HRH HRM ASI SHO DC PC DS DI DCI OCPD OCS DCC ACC SEAL
    """
)

# Printed behind a name for an office or an honour: no part of the name.
POST_NOMINALS = word_set("KC QC SC SAN MP MEP MSP MLA TD OBE CBE MBE FRS PhD MD")

SUFFIXES = word_set("jr sr ii iii iv esq phd md qc kc mp mep")

PARTICLES = word_set(
    "de da del della di du des dos das van von der den ter ten la le bin bint ibn al "
    "el abu ben ould zu zur af av y e"
)

# Family names that stand first in the order most English outlets print.
FAMILY_FIRST = words_in("people-family-first.txt")

MALE_NAMES = words_in("people-male-names.txt")

FEMALE_NAMES = words_in("people-female-names.txt")

# First names that open sentences more often as verbs.
ALSO_VERBS = word_set("will may hope sue rob grant chase")

# First names of women and men alike: they tell no gender.
UNISEX = words_in("people-unisex.txt")

# Trades and ranks that are as often somebody's surname.
TRADES_AS_SURNAMES = word_set(
    """
    fisher baker cook carpenter mason miller taylor potter porter hunter turner butler
    bishop king page dean singer gardener driver farmer archer knight shepherd
    duke brewer falconer forester usher steward priest pope judge
    painter weaver carter cooper barber ranger
    """
)
