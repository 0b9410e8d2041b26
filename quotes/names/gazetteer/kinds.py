"""What kinds of bodies there are, and which nouns refer back to each, folded."""

from __future__ import annotations

from quotes.names.gazetteer.words import word_set, words_in

COMPANY, PUBLIC, ASSOCIATION, MEDIUM, SPORT, LEARNED, STATE = (
    "company",
    "public body",
    "association",
    "medium",
    "club",
    "place of learning",
    "state",
)

# A noun that refers to a body, and the kinds of body it may refer to.
NOUNS: dict[str, frozenset[str]] = {}


def _fill(kind: str, nouns: str) -> None:
    for noun in word_set(nouns):
        NOUNS[noun] = NOUNS.get(noun, frozenset()) | {kind}


_fill(
    COMPANY,
    """
    company firm business startup start-up retailer carmaker automaker manufacturer
    maker chain giant brand operator supplier developer studio label publisher utility
    airline bank lender insurer corporation conglomerate broker brokerage bookmaker
    supermarket grocer brewer miner contractor consultancy landlord platform carrier
    group service exchange fund producer distributor builder shipbuilder railway
    provider subsidiary parent house agency restaurant hotel store shop vendor site
    website
    chipmaker drugmaker steelmaker plane-maker planemaker shoemaker toymaker brewery
    brewer bottler distiller distillery refiner refinery smelter housebuilder
    homebuilder wholesaler exporter importer hauler haulier shipper fishery cannery
    bakery winery
    vineyard garage dealership dealer foundry mill factory yard shipyard casino cinema
    telco telecom telecoms carmaker truckmaker freighter courier forwarder caterer
    startup unicorn fintech biotech neobank e-tailer marketplace app exchange plant
    mine farm ranch resort gym pharmacy chemist clinic law-firm auctioneer promoter
    organiser organizer sponsor label agency franchise franchisee brewpub pub bar café
    cafe hotelier airline operator budget-airline holding multinational
    """,
)
_fill(
    PUBLIC,
    """
    agency department ministry bureau commission regulator watchdog authority service
    force council court tribunal police board office inspectorate parliament
    committee government administration body navy army military coastguard panel
    legislature senate assembly inquiry institute prosecution ombudsman bank
    """,
)
_fill(
    ASSOCIATION,
    """
    group organisation organization charity union association coalition foundation
    nonprofit body alliance bloc federation society trust network movement campaign
    party committee institute council league lobby church think-tank thinktank
    collective order commission fund faction militia
    """,
)
_fill(
    MEDIUM,
    """
    newspaper paper magazine outlet broadcaster network channel website station agency
    tabloid daily weekly journal site publication programme program show podcast
    newsroom
    """,
)
_fill(SPORT, "club team side franchise federation league")
_fill(LEARNED, "university school college institute academy museum hospital library")
_fill(STATE, "country nation state kingdom republic government island regime bloc")


def is_kind_of_body(noun: str) -> bool:
    """Whether a noun, folded, says what kind of body something is: "lender"."""
    return noun in NOUNS or (
        noun.endswith(("maker", "builder")) and len(noun) > len("builder")
    )


# What words of a body's name say about its kind.
IN_NAMES: dict[str, frozenset[str]] = {
    **NOUNS,
    **dict.fromkeys(
        words_in("kinds-in-names.txt"),
        frozenset({COMPANY}),
    ),
    **dict.fromkeys(
        word_set("news times post herald tribune gazette ledger journal courier"),
        frozenset({MEDIUM}),
    ),
    **dict.fromkeys(
        word_set("fc united rovers city wanderers athletic"), frozenset({SPORT})
    ),
}

# Bodies that newspapers need not introduce, and the nouns that refer to them.
KNOWN: dict[str, frozenset[str]] = {
    "nato": word_set("alliance bloc organisation organization"),
    "nasa": word_set("agency"),
    "eu": word_set("bloc union"),
    "european union": word_set("bloc union"),
    "un": word_set("organisation organization body"),
    "united nations": word_set("organisation organization body"),
    "who": word_set("agency organisation organization body"),
    "world health organization": word_set("agency organisation organization body"),
    "fbi": word_set("bureau agency"),
    "cia": word_set("agency"),
    "nsa": word_set("agency"),
    "fda": word_set("agency regulator"),
    "cdc": word_set("agency"),
    "epa": word_set("agency"),
    "fema": word_set("agency"),
    "imf": word_set("fund lender"),
    "opec": word_set("cartel group bloc organisation"),
    "fifa": word_set("body federation organisation"),
    "uefa": word_set("body federation organisation"),
    "pentagon": word_set("department"),
    "kremlin": word_set("government"),
    "white house": word_set("administration"),
    "hamas": word_set("group movement militia organisation"),
    "hezbollah": word_set("group movement militia party"),
    "taliban": word_set("group movement militants"),
    "google": word_set("company giant firm"),
    "apple": word_set("company giant firm"),
    "microsoft": word_set("company giant firm"),
    "amazon": word_set("company giant firm retailer"),
    "facebook": word_set("company giant platform firm network"),
    "meta": word_set("company giant firm"),
    "twitter": word_set("company platform site"),
    "tesla": word_set("company carmaker automaker firm"),
    "reuters": word_set("agency"),
    "bbc": word_set("broadcaster corporation"),
}
