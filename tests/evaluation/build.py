"""A small invented article, and quotes in it by their words."""

from quotes.evaluation.corpus import AnnotatedQuote, Document
from quotes.evaluation.figures import evaluate

TEXT = (
    'Marlow said: "We will build the pier," he said. The harbourmaster said that '
    "rents “must fall” soon. Ness added it was over.\n"
)


def place(words, text=TEXT):
    start = text.index(words)
    return (start, start + len(words))


def quote(*content, source=None, cue=None, text=TEXT, **fields):
    return AnnotatedQuote(
        content=tuple(place(words, text) for words in content),
        source=(place(source, text),) if source else (),
        cue=(place(cue, text),) if cue else (),
        **fields,
    )


PIER = quote("We will build the pier", source="Marlow", cue="said")
RENTS = quote("rents “must fall” soon", source="The harbourmaster")
OVER = quote("it was over", source="Ness", cue="added")
GOLD = (PIER, RENTS, OVER)


def document(gold=GOLD, name="d", text=TEXT, **fields):
    return Document(name, text, tuple(gold), **fields)


def compared(gold, predicted, text=TEXT, **options):
    """The evaluation of one document."""
    return evaluate([document(gold, text=text)], {"d": tuple(predicted)}, **options)
