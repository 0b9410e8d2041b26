"""What a description says its bearer is, and when two cannot be of one person.

"Senator", "the nominee" and "a friend" differ in every word and may all be said of one
politician. Only what nobody is at once speaks against that: occupations that hardly
anybody combines ("goalkeeper", "head of finance"), offices of two states, a man and a
woman. Words that say nothing of the kind decide nothing. Pure, without Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from quotes.linking.wordings.words import FUNCTION_WORDS, stem
from quotes.names.folding import fold
from quotes.names.gazetteer.roles import FEMALE_ROLES, MALE_ROLES
from quotes.names.gazetteer.words import word_set
from quotes.names.states import states_of

_FADED = word_set(
    "former ex then late acting senior chief deputy vice new old top head"
)
_TITLES_IN_FULL = {
    "gov": "governor", "sen": "senator", "rep": "representative", "pres": "president",
    "gen": "general", "adm": "admiral", "col": "colonel", "capt": "captain",
    "cmdr": "commander", "maj": "major", "lt": "lieutenant", "sgt": "sergeant",
    "insp": "inspector", "supt": "superintendent", "cllr": "councillor",
    "prof": "professor", "dr": "doctor", "rev": "reverend", "amb": "ambassador",
}  # fmt: skip

_WORDS = {
    "politics": """
        senator congressman congresswoman representative lawmaker legislator politician
        minister ministry premier chancellor governor mayor alderman councillor
        councilor councilman councilwoman councilmember assemblyman assemblywoman mp mep
        secretary ambassador diplomat envoy consul committeeman committeewoman
        statesman stateswoman strategist pollster lobbyist policymaker dictator
        king queen emperor borough council county senate congress parliament
        parliamentary government department campaign sheriff
    """,
    "lead": """
        chief head director chairman chairwoman chair chairperson president executive
        ceo cfo coo founder cofounder owner partner manager administrator officer
        official spokesman spokeswoman spokesperson commissioner treasurer secretary
        superintendent trustee principal dean provost rector leader adviser advisor
        aide finance
    """,
    "business": """
        businessman businesswoman businessperson entrepreneur investor banker trader
        magnate tycoon mogul billionaire millionaire developer financier economist
        broker retailer industrialist shipowner accountant auditor finance bank
        company firm corporation realtor
    """,
    "law": """
        lawyer attorney solicitor barrister judge justice magistrate prosecutor counsel
        jurist court
    """,
    "academia": """
        professor lecturer academic scholar scientist researcher historian economist
        physicist chemist biologist biochemist astronomer mathematician statistician
        philosopher sociologist anthropologist archaeologist linguist geologist
        climatologist ecologist botanist neuroscientist epidemiologist psychologist
        university college provost rector dean doctor
    """,
    "media": """
        reporter journalist correspondent newscaster newsreader photojournalist
        photographer newspaper
    """,
    "arts": """
        actor actress singer rapper musician songwriter composer comedian painter
        sculptor dancer ballerina filmmaker novelist poet playwright drummer guitarist
        pianist violinist cellist entertainer performer artist photographer soprano
        tenor orchestra theatre theater
    """,
    "sport": """
        footballer striker goalkeeper midfielder defender winger quarterback pitcher
        coach athlete swimmer runner cyclist golfer boxer wrestler cricketer batsman
        bowler gymnast sprinter skier skater jockey referee umpire olympian goalscorer
        fullback linebacker rower wicketkeeper player football rugby cricket
        basketball baseball hockey tennis
    """,
    "medicine": """
        doctor physician surgeon nurse psychiatrist psychologist paediatrician
        pediatrician paramedic midwife dentist pharmacist vet veterinarian
        epidemiologist cardiologist oncologist hospital
    """,
    "religion": """
        priest pastor bishop archbishop cardinal rabbi imam reverend cleric vicar
        preacher evangelist monk nun deacon chaplain church
    """,
    "forces": """
        general admiral colonel lieutenant brigadier soldier marine airman army navy
        commander military
    """,
    "police": """
        policeman policewoman detective inspector constable trooper sheriff police
        firefighter fireman sergeant
    """,
    "trade": """
        farmer fisherman carpenter plumber electrician mechanic welder miner butcher
        baker barber hairdresser cook chef waiter waitress bartender shopkeeper janitor
        gardener builder bricklayer mason roofer trucker driver sailor pilot ferryman
        postman cashier salesman saleswoman
    """,
    "teaching": "teacher headteacher schoolteacher tutor librarian school principal",
    "study": "student pupil schoolboy schoolgirl undergraduate",
}
_COMBINED = {
    "politics": word_set("lead business law forces police"),
    "lead": word_set(
        "business law academia media arts medicine religion forces police teaching"
    ),
    "business": word_set("law media"),
    "law": word_set("academia"),
    "academia": word_set("medicine teaching study"),
    "media": word_set("arts"),
    "arts": word_set("teaching study"),
    "forces": word_set("police"),
    "sport": word_set("study teaching"),
    "trade": word_set("study"),
    "teaching": word_set("study"),
}
"""Occupations that one person often has at once, or one after the other."""

_CRAFT = re.compile(r".+(?:keeper|smith|monger|wright|maker|herd|blower)$")
_ENDED = word_set("former ex onetime retired turned then erstwhile")
# What follows tells more of others than of the bearer.
_ASIDE = re.compile(
    r"[,;:]|\b(?:who|whose|whom|that|which|after|when|where|while|because|to|against)\b"
)
_MORE = re.compile(r"\b(?:of|for|in|at|from|with|on|by)\b")
# Women are actors and chairmen, too.
_MEN = frozenset(role for role in MALE_ROLES if not role.endswith("man")) - {"actor"}
_SEXES = {
    sex: word
    for word, roles in (("man", _MEN | {"man"}), ("woman", FEMALE_ROLES))
    for sex in roles
}
_FORMS = {"mr": "man", "sir": "man", "mrs": "woman", "ms": "woman"}


def _by_word() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for occupation, words in _WORDS.items():
        for word in words.split():
            found.setdefault(word, set()).add(occupation)
    return {word: frozenset(occupations) for word, occupations in found.items()}


_OCCUPATIONS = _by_word()


@dataclass(frozen=True, slots=True)
class Traits:
    """What descriptions say of one person: offices in comparable words, occupations,
    states, and whether it is a man or a woman. Empty where they say nothing."""

    offices: frozenset[str] = frozenset()
    occupations: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    sexes: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether there is anything that another description may contradict."""
        return bool(self.occupations or self.states or self.sexes)

    def __or__(self, other: Traits) -> Traits:
        return Traits(
            self.offices | other.offices,
            self.occupations | other.occupations,
            self.states | other.states,
            self.sexes | other.sexes,
        )


@lru_cache(maxsize=20_000)
def traits_of(description: str) -> Traits:
    """Return what ``description``, a title or an apposition as printed, says."""
    own = _ASIDE.split(description, maxsplit=1)[0]
    words = [_TITLES_IN_FULL.get(word, word) for word in fold(own).split()]
    ended = bool(_ENDED & set(words))
    return Traits(
        offices_of([description]),
        frozenset() if ended else _occupations_of(words),
        states_of(own),
        _sexes(_SEXES, fold(_MORE.split(own, maxsplit=1)[0]).split()[-1:]),
    )


def traits_of_all(descriptions: Iterable[str]) -> Traits:
    """Return what all of ``descriptions`` say together."""
    traits = Traits()
    for description in descriptions:
        traits |= traits_of(description)
    return traits


def traits_of_name_forms(names: Iterable[str]) -> Traits:
    """Return what printed forms of a name say: whether "Mr" or "Mrs" is before it."""
    titles = [fold(name).partition(" ")[0] for name in names if " " in name]
    return Traits(sexes=_sexes(_FORMS, titles))


def contradicts(one: Traits, other: Traits) -> bool:
    """Whether what is said of two cannot well be said of one person; symmetric."""
    for mine, theirs in ((one.sexes, other.sexes), (one.states, other.states)):
        if mine and theirs and not mine & theirs:
            return True
    if one.offices & other.offices or not one.occupations or not other.occupations:
        return False
    return not any(
        mine == theirs
        or theirs in _COMBINED.get(mine, ())
        or mine in _COMBINED.get(theirs, ())
        for mine in one.occupations
        for theirs in other.occupations
    )


def offices_of(descriptions: Iterable[str]) -> frozenset[str]:
    """Return the words that say what somebody is, without inflection, in full."""
    return frozenset(
        stem(_TITLES_IN_FULL.get(word, word))
        for description in descriptions
        for word in fold(description).split()
        if word not in FUNCTION_WORDS and word not in _FADED and len(word) > 2
    )


def _sexes(table: Mapping[str, str], words: Iterable[str]) -> frozenset[str]:
    return frozenset(table[word] for word in words if word in table)


def _occupations_of(words: Iterable[str]) -> frozenset[str]:
    occupations: set[str] = set()
    for word in words:
        known = _OCCUPATIONS.get(word)
        if known is None and _CRAFT.match(word):
            known = frozenset({"trade"})
        occupations |= known or frozenset()
    return frozenset(occupations)
