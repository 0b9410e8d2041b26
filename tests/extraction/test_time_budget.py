"""Every stage looks at the clock often enough for a budget to hold.

Measured in the time of this thread, so that a busy machine makes no difference.
"""

import time
from unittest import mock

import pytest

from quotes.extraction import TimeBudgetExceeded, budget, time_budget
from quotes.extraction.spans.ensemble.condensing import condense
from quotes.extraction.spans.ensemble.economy import Known
from quotes.extraction.spans.rules.rule_finder import RuleFinder
from quotes.extraction.text.marks import quoted_spans
from quotes.extraction.who.context import Context

LENGTH = 300_000
LONGEST = 0.8
"""CPU-seconds: a busy machine takes up to twice as many as a quiet one."""
TEXTS = {
    "short quotations": "“Go,” he said to Ana Tarn. She told him no. ",
    "names": "Ana Tarn and Bo Resk of the Harbour Board met Dr. Cy Dell there. ",
    "titles": "Mr. Dr. President Ana Tarn, the chair of the Harbour Board, ",
    "one-letter lines": "a\n",
    "marks alone": "“”'\"‘’ ",
    "no stops": "the tide turned and the boats went out past the wall ",
    "stops alone": ".",
}
STAGES = {
    "marks": quoted_spans,
    "condensing": condense,
    "names": Context,
    # All is settled, so that nothing is parsed.
    "sentences": lambda text: RuleFinder().find([text], [lambda host: True]),
    "economy": lambda text: Known(text, []),
}


class Watch:
    """A clock that remembers for how long nobody has looked at it."""

    def __init__(self):
        self.longest, self.last, self.looks = 0.0, time.thread_time(), 0

    def monotonic(self):
        now = time.thread_time()
        self.longest = max(self.longest, now - self.last)
        self.last = now
        self.looks += 1
        return 0.0


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("stage", STAGES.values(), ids=STAGES)
def test_the_clock_is_looked_at_all_along(stage, text):
    long = text * (LENGTH // len(text))
    stage(text)
    with mock.patch.object(budget, "time", Watch()) as watch, time_budget(1):
        watch.last = time.thread_time()
        stage(long)
        watch.monotonic()

    assert watch.longest < LONGEST, watch.longest


@pytest.mark.parametrize("stage", ["marks", "condensing", "names", "sentences"])
def test_a_budget_that_is_spent_ends_every_stage(stage):
    with time_budget(-1), pytest.raises(TimeBudgetExceeded):
        STAGES[stage](TEXTS["short quotations"])
