"""Forms of English verbs and nouns, for lexicons that list the base form."""

from __future__ import annotations

_IRREGULAR: dict[str, tuple[str, ...]] = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "think": ("thinks", "thought", "thinking"),
    "know": ("knows", "knew", "known", "knowing"),
    "feel": ("feels", "felt", "feeling"),
    "find": ("finds", "found", "finding"),
    "hold": ("holds", "held", "holding"),
    "make": ("makes", "made", "making"),
    "put": ("puts", "put", "putting"),
    "see": ("sees", "saw", "seen", "seeing"),
    "read": ("reads", "read", "reading"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "sing": ("sings", "sang", "sung", "singing"),
    "begin": ("begins", "began", "begun", "beginning"),
    "go": ("goes", "went", "gone", "going"),
    "shoot": ("shoots", "shot", "shooting"),
    "foresee": ("foresees", "foresaw", "foreseen", "foreseeing"),
    "understand": ("understands", "understood", "understanding"),
    "teach": ("teaches", "taught", "teaching"),
    "bet": ("bets", "bet", "betting"),
    "beseech": ("beseeches", "beseeched", "besought", "beseeching"),
    "plead": ("pleads", "pleaded", "pled", "pleading"),
    "let": ("lets", "let", "letting"),
    "quote": ("quotes", "quoted", "quoting"),
    "dream": ("dreams", "dreamed", "dreamt", "dreaming"),
    "mean": ("means", "meant", "meaning"),
    "seek": ("seeks", "sought", "seeking"),
    "fight": ("fights", "fought", "fighting"),
    "choose": ("chooses", "chose", "chosen", "choosing"),
    "back": ("backs", "backed", "backing"),
    "give": ("gives", "gave", "given", "giving"),
    "lie": ("lies", "lied", "lying"),
    "hear": ("hears", "heard", "hearing"),
    "forget": ("forgets", "forgot", "forgotten", "forgetting"),
    "forgive": ("forgives", "forgave", "forgiven", "forgiving"),
    "overstate": ("overstates", "overstated", "overstating"),
}
_VOWELS = "aeiou"


def words(listed: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(listed.split())


# Verbs that double their last consonant (those in -l in British spelling only).
_DOUBLING = words(
    """
    admit aver beg blog brag cap chat commit compel concur confer control counsel
    deadpan defer demur deter drop drum dub flag fret grab grin infer jab label marvel
    nod pan peg permit plan plot prefer prod pummel quarrel quip rap rebel rebut refer
    regret rip shrug signal slam snap sob spur stop stun submit sum tar tip tut wag
    """
)


def verb_forms(lemma: str) -> tuple[str, ...]:
    """Return every form of an English verb, the base form first.

    Regular rules plus a table of the irregular verbs that our lexicons use.
    A particle stays where it is: "point out" → "points out" ….
    """
    verb, _, particle = lemma.partition(" ")
    if particle:
        return tuple(f"{form} {particle}" for form in verb_forms(verb))
    if verb in _IRREGULAR:
        return (verb, *_IRREGULAR[verb])
    if verb in _DOUBLING:
        double = verb + verb[-1]
        forms = [verb, _with_s(verb), double + "ed", double + "ing"]
        if verb.endswith("l"):
            forms += [verb + "ed", verb + "ing"]
        return tuple(forms)
    if verb.endswith("ie"):
        return (verb, verb + "s", verb + "d", verb[:-2] + "ying")
    if verb.endswith("ee"):
        return (verb, verb + "s", verb + "d", verb + "ing")
    if verb.endswith("e"):
        return (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    return (verb, _with_s(verb), verb + "ed", verb + "ing")


def noun_forms(lemma: str) -> tuple[str, str]:
    """Return singular and plural of a regular English noun."""
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma, lemma[:-1] + "ies"
    return lemma, _with_s(lemma)


def _with_s(word: str) -> str:
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")
