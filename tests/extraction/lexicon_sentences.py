"""Reported speech without marks, by verbs of the lexicon that are rare in corpora.

The tagger, which learned from a corpus, finds nothing in most of them.
"""

from __future__ import annotations

from typing import NamedTuple


class Sentence(NamedTuple):
    """text, and what of it is content, cue and source."""

    text: str
    content: str
    cue: str
    source: str


def _read(printed: str) -> Sentence:
    """From “[source] … {cue} … <content>”."""
    text = printed.translate(str.maketrans("", "", "[]{}<>"))
    source, cue, content = (
        printed[printed.index(opens) + 1 : printed.index(closes)]
        for opens, closes in ("[]", "{}", "<>")
    )
    return Sentence(text, content, cue, source)


SENTENCES = tuple(
    _read(line.strip())
    for line in """
    [Pensioners] {grumbled} in the queue that <the new tickets cost twice as much>.
    [The tram drivers] {vented} on Monday that <their breaks had been cut>.
    [Villagers near the quarry] {griped} to inspectors that <chimneys had cracked>.
    [The choristers] {griped} to the verger that <the pews had been nailed down>.
    At the inquest [the pilot] {maintained} to the coroner that <the lights were on>.
    At the hearing [the ferrymen] {maintained} to the clerk that <the rope was cut>.
    [Wenna Holt] {repeated} at the gate that <the mill would not reopen>.
    [The stewards] {reflected} to visitors that <the season had been kind>.
    [The postmistress] {reflected} to visitors that <the letters had grown shorter>.
    [An usher] {theorised} to colleagues that <the bell had been rung by the wind>.
    At the supper [the glaziers] {theorised} to guests that <the pane had cracked>.
    Late that night [the captain] {averred} to the crew that <the pumps would hold>.
    At the gate [the marshals] {averred} to the crowd that <the bridge would hold>.
    [The tanners] {objected} in spring that <the stream had been fouled>.
    [The miller] {sniped} on Friday that <the council could not find its own bridge>.
    [The porter] {swore} last winter that <nobody had used the back stairs>.
    [The wardens] {grumbled} at the depot that <the vans had no heating>.
    [The clerk] {noted} at the hearing that <the deed bore no date>.
    [The judge] {ruled} at noon that <the nets must be returned>.
    [The oldest of the divers] {attested} to reporters that <the wreck had moved>.
    """.strip().splitlines()
)
