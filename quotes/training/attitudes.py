"""Reported speech or a mere attitude, told from the cue: a weak label.

Corpora such as PolNeAR mark what people believe, hope and want beside what they
say, and do not tell the two apart. These words do, where the cue is clear; the
tagger learns from them and carries it over to cues that are not listed.
"""

from __future__ import annotations

import re
from enum import Enum

from quotes.training.training_corpus import Example

ATTITUDE = re.compile(
    r"""\b(?:
    believ(?:e|es|ed|ing)|beliefs?|think(?:s|ing)?|thought|hop(?:e|es|ed|ing|eful)
    |fear(?:s|ed|ing|ful)?|worr(?:y|ies|ied|ying)|want(?:s|ed|ing)?|wish(?:es|ed|ing)?
    |kn[eo]w(?:s|n|ing)?|expect(?:s|ed|ing|ations?)?|feel(?:s|ing|ings)?|felt
    |see(?:s|n|ing)?|saw|view(?:s|ed|ing)?|consider(?:s|ed|ing)?|seem(?:s|ed|ingly)?
    |appear(?:s|ed|ing)?|support(?:s|ed|ing|ers?)?|oppos(?:e|es|ed|ing|ition)
    |prefer(?:s|red|ring|ence)?|favou?r(?:s|ed|ing)?|lik(?:e|es|ed)|lov(?:e|es|ed)
    |hat(?:e|es|ed)|seek(?:s|ing)?|sought|plan(?:s|ned|ning)?|inten(?:d|ds|ded|t|tion)
    |decid(?:e|es|ed|ing)|decisions?|determined|doubt(?:s|ed|ing|ful)?|suspect(?:s|ed)?
    |assum(?:e|es|ed|ing|ption)|regard(?:s|ed)?|understand(?:s|ing)?|understood
    |reali[sz](?:e|es|ed|ing)|learn(?:s|ed|ing|t)?|remember(?:s|ed|ing)?
    |desir(?:e|es|ed)|concerned|interest(?:ed)?|opinions?|try(?:ing)?|tried|tries
    |look(?:s|ed|ing)?|watch(?:ed|ing)?|heard|hears?|imagin(?:e|es|ed|ing)
    |back(?:s|ed|ing)?|ignor(?:e|es|ed|ing)|focus(?:ed|es|ing)?|voted?|signed
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
SPEECH = re.compile(
    r"""\b(?:
    sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|add(?:s|ed|ing)?|ask(?:s|ed|ing)?
    |according|wr(?:ite|ites|ote|iting|itten)|not(?:es|ed|ing)|report(?:s|ed|ing|edly)?
    |announc(?:e|es|ed|ing|ement)|tweet(?:s|ed|ing)?|retweeted|describ(?:e|es|ed|ing)
    |argu(?:e|es|ed|ing)|explain(?:s|ed|ing)?|call(?:s|ed|ing)?|claim(?:s|ed|ing)?
    |accus(?:e|es|ed|ing)|acknowledg(?:e|es|ed|ing)|critici[sz](?:e|es|ed|ing|m)
    |declar(?:e|es|ed|ing)|urg(?:e|es|ed|ing)|warn(?:s|ed|ing)?|stat(?:e|es|ed|ing)
    |statements?|respond(?:s|ed|ing)?|repl(?:y|ies|ied)|insist(?:s|ed|ing)?
    |prais(?:e|es|ed|ing)|continued|recall(?:s|ed|ing)?|conclud(?:e|es|ed|ing)
    |suggest(?:s|ed|ing)?|quot(?:e|es|ed|ing)|den(?:y|ies|ied|ying)|confirm(?:s|ed|ing)?
    |testif(?:y|ies|ied|ying)|promis(?:e|es|ed|ing)|pledg(?:e|es|ed|ing)
    |vow(?:s|ed|ing)?|alleg(?:e|es|ed|ing|ations?)|condemn(?:s|ed|ing)?|cit(?:es|ed|ing)
    |propos(?:e|es|ed|ing|al)|predict(?:s|ed|ing)?|remark(?:s|ed|ing)?|complain(?:s|ed)?
    |express(?:es|ed|ing)?|pointed|joked|admit(?:s|ted|ting)?|assert(?:s|ed|ing)?
    |demand(?:s|ed|ing)?|question(?:s|ed|ing)?|dismiss(?:ed|es|ing)?|den(?:ounc(?:e|ed|es))
    |mention(?:s|ed|ing)?|indicated|stress(?:es|ed|ing)?|emphasi[sz](?:e|es|ed|ing)
    |echoed|reiterated|posted|shouted|yelled|chanted|comment(?:s|ed|ing)?|talk(?:s|ed|ing)
    |spoke|speaking|interview|revealed|reveals|concede(?:s|d)|lament(?:s|ed)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
# Straight and curly double marks: who is quoted in their own words spoke.
MARKS = re.compile("[“”\"«»]|``|''")


class Manner(Enum):
    SPEECH = "speech"
    ATTITUDE = "attitude"
    UNKNOWN = "unknown"


def manner(text: str, example: Example) -> Manner:
    """What the cue and the marks around the content say, as far as they do."""
    start, end = example.content[0][0], example.content[-1][1]
    quoted = MARKS.search(text, max(0, start - 2), end + 2) is not None
    cue = " ".join(text[a:b] for a, b in example.cue)
    if quoted or SPEECH.search(cue):
        return Manner.SPEECH
    if ATTITUDE.search(cue):
        return Manner.ATTITUDE
    return Manner.UNKNOWN
