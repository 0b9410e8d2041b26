"""What is nobody's is no quotation, and what several may have said is one."""

import pytest

from quotes.extraction.nobodys import is_nobodys
from quotes.extraction.types import UNSEEN, Candidate, DocumentSpeaker, Kind, Quotation


def quotation(**given):
    fields = {
        "content": ((0, 4),),
        "cue": (),
        "source": (),
        "kind": Kind.INDIRECT,
        "speaker": None,
        "confidence": 0.2,
        "method": f"quoted words without a speaker, {UNSEEN}",
        "relayed_by": None,
    }
    return Quotation(**{**fields, **given})


@pytest.mark.parametrize(
    "given",
    [{}, {"source": ((9, 12),), "cue": ((13, 17),)}, {"kind": Kind.DIRECT}],
)
def test_nobodys(given):
    assert is_nobodys(quotation(**given))


@pytest.mark.parametrize(
    "given",
    [
        {"speaker": DocumentSpeaker("Ada Holm", None, ())},
        {"candidates": (Candidate("Ada Holm", 0.2),)},
        {"kind": Kind.DIRECT, "method": "quoted words without a speaker"},
        {"kind": Kind.DIRECT, "cue": ((5, 9),)},
    ],
)
def test_somebodys(given):
    assert not is_nobodys(quotation(**given))
