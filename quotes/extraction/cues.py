"""The cue lexicon: words that report speech, and what each can report.

Written by hand. A verb is listed once with its frames, the constructions in
which its complement is somebody's words; a particle verb is listed under its
verb. Attitude cues (believe, hope) are kept apart: they report no speech, and
count only where a caller asks for attitudes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Flag, auto

from quotes.names.inflection import noun_forms, verb_forms, words


class Frame(Flag):
    """What can stand beside a cue as its content."""

    CLAUSE = auto()  # said (that) it rained; asked whether it rained
    QUOTE = auto()  # “It rained,” she said; also with verbs of manner: laughed
    TOLD = auto()  # told them (that) it rained: the object is who was told
    DIRECT = auto()  # urged them to go: object and infinitive are the content
    INFINITIVE = auto()  # promised to go
    GERUND = auto()  # denied going, suggested going
    AS = auto()  # described it as rain
    CALLS = auto()  # called it rain
    OF = auto()  # accused them of going, blamed them for going
    AT = auto()  # put the number at 40
    RAISED = auto()  # is said to have gone
    OBJECT = auto()  # announced a plan: bare noun phrase as content
    ATTITUDE = auto()  # no speech act


_SAY = Frame.CLAUSE | Frame.QUOTE

_VERBS: dict[Frame, str] = {
    _SAY: """
        add admit affirm agree allege announce answer argue assert attest aver avow
        boast brag caution charge clarify comment complain concede conclude concur
        confess confide confirm contend counter declare demonstrate deny disclose
        elaborate emphasise emphasize estimate exclaim explain expound fume gripe
        grouse grumble hint imply indicate infer insist interject insinuate joke
        judge lament lecture maintain marvel mention moan muse note object observe
        opine point pontificate posit predict proclaim pronounce protest quip
        reaffirm reason recall recount reflect reiterate rejoin relate remark remember
        repeat reply report respond restate retort reveal rule say signal speculate
        state stress submit suggest surmise swear testify theorise theorize tweet
        underline underscore vent volunteer vouch vow warn wonder worry write blog
        post explain quote foresee forecast project prophesy recollect summarise
        summarize cite certify document detail divulge rant rave bemoan bewail snipe
        clamour clamor signify
        """,
    Frame.QUOTE: """
        ask bark begin bellow blurt chant cheer chide chime chuckle continue croak cry
        hiss hoot jeer mumble rasp roar
        demand deadpan drawl enthuse enquire finish gasp giggle greet grin groan growl
        gush holler inquire intone jab jest laugh murmur mutter nod plead
        pray press ramble read reminisce rhyme scoff scold scream shout shriek shrug
        sigh sing smile snap snarl sneer sniff snort sob speak stammer stutter sum
        taunt tease thunder toast urge wail weigh whisper whine wisecrack yell
        quip crow fret go apologise apologize advise advertise instruct interrupt
        offer order promise pledge caution recommend retweet think beam blare
        announce challenge commiserate conclude correct dismiss rebut rejoice
        exhort implore probe prod reassure
        """,
    Frame.CLAUSE: """
        ascertain calculate decree demand determine establish guarantee
        inquire enquire learn propose recommend request require verify
        threaten prove show acknowledge accept warrant advise ask
        pledge promise plead pray reckon find hold mandate rumour rumor
        """,
    Frame.TOLD: """
        tell inform assure remind warn notify advise reassure persuade
        convince caution brief ask promise teach counsel
        """,
    Frame.DIRECT: """
        ask urge order tell request instruct advise beg beseech implore invite
        encourage exhort command direct call demand press plead challenge warn
        caution remind appeal petition
        """,
    Frame.INFINITIVE: """
        promise pledge vow threaten offer agree refuse decline claim swear
        propose demand ask request volunteer profess purport plead
        """,
    Frame.GERUND: """
        deny admit suggest recommend propose acknowledge mention report
        recall confess recount
        """,
    Frame.AS: """
        describe laud hail condemn praise denounce dismiss characterise characterize
        portray depict decry deride criticise criticize reject slam blast mock label
        brand ridicule paint cast bill tout advertise present castigate lambast
        acclaim celebrate deplore disparage dub cite attack excoriate trash ridicule
        identify define lambaste refer assail pummel savage pillory berate malign
        bash skewer tar
        """,
    Frame.CALLS: "call brand label dub term deem declare pronounce",
    Frame.OF: """
        accuse blame criticise criticize condemn fault praise thank slam blast
        attack lambast lambaste rebuke chastise scold warn applaud commend
        charge congratulate assail pummel savage pillory berate upbraid reprimand
        admonish bash skewer hammer rip knock ridicule chide denounce
        """,
    Frame.AT: "put estimate",
    Frame.RAISED: """
        say report allege rumour rumor claim estimate predict forecast reckon
        """,
    Frame.OBJECT: """
        announce acknowledge admit claim confirm deny disclose dispute dismiss
        condemn denounce demand emphasise emphasize express explain mention
        outline praise pledge promise propose question raise recommend refute
        reiterate reject request reveal stress suggest tout underscore unveil
        voice note cite criticise criticize predict concede repeat defend applaud
        hail laud address discuss describe attack slam blast mock detail
        insult decry deride congratulate urge thank invoke lambast challenge
        downplay contradict rebut estimate report endorse declare proclaim
        """,
}
_ATTITUDES: dict[Frame, str] = {
    Frame.CLAUSE: """
        believe think hope fear feel know doubt expect suspect assume consider
        realise realize understand imagine wish anticipate trust figure guess
        presume suppose decide care concern dream bet mean see hear forget regret
        agree disagree recognise recognize appreciate want conclude
        """,
    Frame.INFINITIVE: """
        hope want plan intend wish expect seek aim decide fear prefer desire like
        love hate mean choose vow try hesitate need prepare propose resolve
        agree consider
        """,
    Frame.DIRECT: "want expect believe consider need prefer like allow",
    Frame.GERUND: "consider contemplate favour favor oppose support like love hate",
    Frame.AS: "see view regard perceive consider treat",
    Frame.CALLS: "consider find",
    Frame.OF: "suspect forgive",
    Frame.RAISED: "believe think expect suspect know fear presume assume consider",
    Frame.OBJECT: """
        support oppose favour favor endorse want like love hate fear prefer back
        consider doubt respect admire trust appreciate know embrace
        welcome approve believe
        """,
}
# "refer to … as", "point out that", "call for …", "speak of …"
PARTICLES: dict[str, frozenset[str]] = {
    "point": frozenset({"out", "to"}),
    "call": frozenset({"for", "on", "out", "upon"}),
    "refer": frozenset({"to"}),
    "lash": frozenset({"out"}),
    "chime": frozenset({"in"}),
    "sum": frozenset({"up"}),
    "hit": frozenset({"back"}),
    "fire": frozenset({"back"}),
    "shoot": frozenset({"back"}),
    "go": frozenset({"on"}),
    "weigh": frozenset({"in"}),
    "speak": frozenset({"of", "about", "out"}),
    "talk": frozenset({"about", "of"}),
    "push": frozenset({"for", "back"}),
    "argue": frozenset({"for", "against"}),
    "complain": frozenset({"about", "of"}),
    "warn": frozenset({"of", "about", "against"}),
    "boast": frozenset({"of", "about"}),
    "joke": frozenset({"about"}),
    "brag": frozenset({"about"}),
    "allude": frozenset({"to"}),
    "object": frozenset({"to"}),
    "appeal": frozenset({"for"}),
    "hint": frozenset({"at"}),
    "insist": frozenset({"on"}),
    "ask": frozenset({"for", "about"}),
    "comment": frozenset({"on"}),
    "lobby": frozenset({"for"}),
    "advocate": frozenset({"for"}),
    "rail": frozenset({"against"}),
    "care": frozenset({"about"}),
    "worry": frozenset({"about"}),
    "agree": frozenset({"with", "on"}),
    "disagree": frozenset({"with"}),
    "wonder": frozenset({"about"}),
    "apologise": frozenset({"for"}),
    "apologize": frozenset({"for"}),
}
# Report a clause only with this particle ("point out that", never "point that").
NEEDS_PARTICLE = frozenset({"point", "go", "sum", "weigh", "chime", "put"})

_NOUNS = words("""
    accusation acknowledgement acknowledgment admission affirmation allegation
    announcement answer argument assertion assessment assurance boast call
    caution caveat charge claim comment complaint concession conclusion confession
    confirmation contention declaration demand denial description disclosure
    estimate explanation finding forecast hint implication indication insinuation
    insistence insinuation joke lament message mention note notification objection
    observation opinion plea pledge prediction proclamation promise pronouncement
    proposal protest quip reassertion rebuttal recommendation reference refusal
    remark reminder reply report request response retort revelation ruling rumour
    rumor speculation statement stipulation submission suggestion testimony threat
    tweet verdict vow warning word post email letter memo tip
    """)
_ATTITUDE_NOUNS = words("""
    belief view hope fear concern confidence optimism alarm opinion conviction feeling
    thought suspicion expectation doubt worry desire wish sense impression assumption
    notion idea perception understanding plan intention interest support opposition
    criticism attack praise endorsement decision
    """)
# A document, speech or record that speaks: "the memo said", "a statement reads".
TEXT_NOUNS = words(
    """
    statement report memo letter email e-mail tweet post article editorial book
    poll survey study document release ad advertisement lawsuit complaint filing
    affidavit ruling transcript blog column op-ed note message headline story
    account indictment petition website sign banner
    """
)

#: A verb form in lower case → its base form.
VERB_LEMMAS: dict[str, str] = {}
#: A base form → the frames in which it reports speech.
SPEECH_FRAMES: dict[str, Frame] = {}
#: A base form → the frames in which it reports an attitude.
ATTITUDE_FRAMES: dict[str, Frame] = {}
#: A noun form → whether it is an attitude only.
NOUNS: dict[str, bool] = {}


def _fill(table: dict[str, Frame], source: dict[Frame, str]) -> None:
    for frame, lemmas in source.items():
        # In the order listed: where two verbs share a form, the first one has it.
        for lemma in lemmas.split():
            table[lemma] = table.get(lemma, Frame(0)) | frame
            for form in verb_forms(lemma):
                VERB_LEMMAS.setdefault(form, lemma)


_fill(SPEECH_FRAMES, _VERBS)
_fill(ATTITUDE_FRAMES, _ATTITUDES)
for _lemma in PARTICLES:
    for _form in verb_forms(_lemma):
        VERB_LEMMAS.setdefault(_form, _lemma)
for _noun in _ATTITUDE_NOUNS:
    for _form in noun_forms(_noun):
        NOUNS[_form] = True
for _noun in _NOUNS:
    for _form in noun_forms(_noun):
        NOUNS[_form] = False
SPEECH_FRAMES["claim"] |= _SAY
SPEECH_FRAMES["accuse"] |= Frame.QUOTE
SPEECH_FRAMES["tell"] |= _SAY
for _lemma in ("inform", "assure", "remind", "call"):
    SPEECH_FRAMES[_lemma] |= Frame.QUOTE

#: Verbs that always report an utterance, whoever passes the report on.
UTTERANCES = words(
    "say tell add announce state warn claim insist confirm deny write declare quote"
)

_CUE_FORMS = (
    frozenset(VERB_LEMMAS)
    | frozenset(NOUNS)
    | words("according words per view eyes opinion among account judgment judgement")
)
_LETTERS = re.compile(r"[a-z]+")
_WORD = re.compile(r"[A-Za-z]+")


def holds_cue(sentence: str) -> bool:
    """Whether a sentence has a word that may report something: worth a parse."""
    return not _CUE_FORMS.isdisjoint(_LETTERS.findall(sentence.lower()))


_SPEECH_FORMS = frozenset(
    form for form, lemma in VERB_LEMMAS.items() if SPEECH_FRAMES.get(lemma)
)


def speech_verbs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where, between two offsets, stand words that may be verbs of speech."""
    for match in _WORD.finditer(text, start, end):
        if match.group().lower() in _SPEECH_FORMS:
            yield match.span()


#: Forms of verbs that stand beside a quotation: “…,” she said.
QUOTE_FORMS = {
    form
    for form, lemma in VERB_LEMMAS.items()
    if SPEECH_FRAMES.get(lemma, Frame(0)) & (Frame.QUOTE | Frame.TOLD)
    and not form.endswith("ing")
}
#: Words after a closing mark that attribute it: “Why?” Mina Sol asked.
ATTRIBUTION_AFTER = re.compile(
    r"\s+(?:(?:the|a|an|one|another|his|her|their|its|our|my)\s+(?:[\w’'-]+\s+){1,5}?"
    r"|(?:[A-Z][\w.’'-]*,?\s+){1,5}?"
    r"|(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ii]t)\s+)?"
    r"(?:(?:then|also|later|once|has|had|have|simply|reportedly|would|will|often|always)"
    r"\s+){0,2}"
    r"(?:" + "|".join(sorted(QUOTE_FORMS, key=len, reverse=True)) + r")\b"
)
