"""One article in the texts that its outlet may print, and what a run finds in them."""

from hypothesis import strategies as st

from quotes.extraction import DocumentSpeaker, Quotation, SpeakerKind

SENTENCES = (
    "The ferry is safe.",
    "It sails at noon.",
    "Nobody has to leave.",
    "We have nine ovens.",
)
WORDS = (*SENTENCES, f"{SENTENCES[0]} {SENTENCES[1]}", "Nobody has to")
NAMES = ("Ida Voss", "Bo Lind")
numbers = st.integers(0, 7)
stances = st.sampled_from(("states", "denies", "asks"))


def text_of(*, before=0, without=None):
    """The text, with so many sentences ``before`` it, one of SENTENCES left out."""
    first, second, third, fourth = (
        "…" if number == without else sentence
        for number, sentence in enumerate(SENTENCES)
    )
    return (
        f"{'It rained all day. ' * before}“{first} {second}” said Ida Voss. “{third}” "
        f"Bo Lind, her deputy, added: “{fourth}”"
    )


def at(text, words):
    start = text.index(words)
    return (start, start + len(words))


def places(text):
    """Where the words stand that somebody may quote."""
    return [at(text, words) for words in WORDS if words in text]


findings = st.lists(st.tuples(numbers, st.sampled_from(NAMES), stances), max_size=4)


def read(text, place, name, stance):
    """What a run may find there."""
    found = places(text)
    return Quotation(
        content=(found[place % len(found)],),
        cue=(at(text, "said"),),
        source=(),
        kind="direct",
        speaker=DocumentSpeaker(name, SpeakerKind.PERSON, (name,)),
        relayed_by=None,
        relay=(),
        confidence=0.9,
        method="said",
        candidates=(),
        is_fragment=False,
        stance=stance,
    )
