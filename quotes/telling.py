"""How a quotation is told, so that nobody takes a denial for an assertion.

Pure: kinds and stances are their printed values ("indirect", "denies").
"""

from __future__ import annotations

VERBS = {
    "claims": "claimed",
    "admits": "admitted",
    "denies": "denied",
    "withholds": "did not say",
    "asks": "asked",
    "urges": "urged",
    "promises": "promised",
    "evaluates": "judged",
}
"""What somebody did with words whose stance is not "states"."""

LABELS = {
    "states": "states it",
    "claims": "claims it",
    "admits": "admits it",
    "denies": "denies it",
    "withholds": "does not say it",
    "asks": "asks it",
    "urges": "asks for it",
    "promises": "promises it",
    "evaluates": "judges so",
}
"""The same as a reader finds it beside the words."""

_CONTRARY = frozenset(("denies", "withholds"))


def needs_clause(kind: str, stance: str) -> bool:
    """Whether words are to be read in their clause: alone they may mislead.

    Reported words are no sentence of their own, and those that somebody denies, or
    does not say, are none of his, quoted or not.
    """
    return kind != "direct" or stance in _CONTRARY


def told_words(kind: str, stance: str, text: str, clause: str) -> str:
    """Return what to print of a quotation: its words, or the clause they stand in."""
    return clause if clause and needs_clause(kind, stance) else text


def told_in_marks(kind: str, stance: str, text: str, clause: str) -> str:
    """As ``told_words``; words that may stand alone and were quoted are in marks."""
    words = told_words(kind, stance, text, clause)
    return f"“{text.strip('“”')}”" if kind == "direct" and words == text else words


def headline(who: str, stance: str, words: str) -> str:
    """Return one line: who, what they did with the words where that is more than to
    state them, and the words as ``told_words`` gives them."""
    verb = VERBS.get(stance)
    return f"{who} ({verb}): {words}" if verb else f"{who}: {words}"
