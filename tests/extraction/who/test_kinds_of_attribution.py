"""Constructions met in news of all kinds: what is quoted, and whose words it is."""

from __future__ import annotations

import pytest

from quotes.extraction import extract
from quotes.extraction.spans.ensemble.ensemble_finder import EnsembleFinder

needs_weights = pytest.mark.skipif(
    EnsembleFinder.load() is None,
    reason="no weights: QUOTES_MODEL is none, or none are installed",
)


def said(text: str) -> list[tuple[str, str | None]]:
    """Content and speaker of every quotation, in reading order."""
    return [
        (
            " … ".join(text[start:end] for start, end in one.content),
            one.speaker.name if one.speaker else None,
        )
        for one in extract(text)
    ]


@needs_weights
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Between subject and verb.
        (
            "The harbour chief, auditors allege, kept two ledgers.",
            [("The harbour chief … kept two ledgers", "auditors")],
        ),
        (
            "Ostrava, two envoys told the Courier, has closed its ports.",
            [("Ostrava … has closed its ports", "two envoys")],
        ),
        (
            "The dam, according to Perrin Hathe, will leak by winter.",
            [("The dam … will leak by winter", "Perrin Hathe")],
        ),
        # In whose words.
        (
            "In the words of Tove Marl, it was “a long, wet war”.",
            [("it was “a long, wet war”", "Tove Marl")],
        ),
        # What the speaker did next is no part of it.
        (
            "The skipper said “nobody drowned” and walked off.",
            [("nobody drowned", "the skipper")],
        ),
        # Without a cue, before somebody else's report: not the next reporter's.
        (
            "Welder Mona Tarn lost her boat in the gale. “I built it with these "
            "hands.”\n\nThe port said it would pay for every hull.",
            [
                ("I built it with these hands.", "Mona Tarn"),
                ("it would pay for every hull", "the port"),
            ],
        ),
        # A thing is nobody: the name in its sentence is.
        (
            "For Ida Lorne, sleep is a luxury. “You wake whenever the siren goes.”",
            [("You wake whenever the siren goes.", "Ida Lorne")],
        ),
        # Words written on something are nobody's.
        (
            "“Give us back our quay” was painted across the bus.",
            [("Give us back our quay", None)],
        ),
        # The verb before the name.
        ("Wrote Ida Lorne: “The tide won.”", [("The tide won.", "Ida Lorne")]),
        ("Lorne’s verdict: “The tide won.”", [("The tide won.", "Lorne")]),
        (
            '"We sell eels!" answer Tilde and Bram.',
            [("We sell eels!", "Tilde and Bram")],
        ),
        # Each of two quotations between guillemets with blanks.
        (
            "Ida Lorne said: « The quay stays. » Bo Marl answered: « Then we row. »",
            [("The quay stays.", "Ida Lorne"), ("Then we row.", "Bo Marl")],
        ),
        # Every quoted word of a list.
        (
            'Auditor Bo Marl called the books "late", "thin" and "full of holes".',
            [('"late", "thin" and "full of holes', "Bo Marl")],
        ),
        # A deed of whom the clause tells is what was said of them.
        (
            "Ida Lorne said the driver “lost control” and fled.",
            [("the driver “lost control” and fled", "Ida Lorne")],
        ),
        # A name with an age and a verb is that of whom the report tells.
        (
            "According to the warden, Bo Marl, 34, stole the boat on Monday.",
            [("Bo Marl, 34, stole the boat on Monday", "the warden")],
        ),
        # Two of one surname.
        (
            "Bo Marl wept in the dock. He said Tim Marl was innocent and would stay.",
            [("Tim Marl was innocent and would stay", "Bo Marl")],
        ),
        (
            "The levy is wrong, Ida Lorne said, and that the council knew it.",
            [("The levy is wrong … and that the council knew it", "Ida Lorne")],
        ),
        # Two people together, and several, are "they".
        (
            "Noor and Imran Sol sold the flat. They said nobody asked about the lift.",
            [("nobody asked about the lift", "Noor and Imran Sol")],
        ),
        (
            "Three miners crawled out at dawn. “We sang to keep awake,” they said.",
            [("We sang to keep awake,", "Three miners")],
        ),
        # Who says it stands right behind it: whatever stands before.
        (
            "Trainees at the Glim clinic miss her. “Wash your hands, then wash them "
            "again,” the matron would shout down the hall.",
            [("Wash your hands, then wash them again,", "the matron")],
        ),
        # Whoever is asked answers, in no more words than the marks hold.
        (
            "Asked whether he would go, warden Bo Marl replied “not today”; it hailed.",
            [("not today", "Bo Marl")],
        ),
        (
            "The tower, in the view of its maker, Ida Falk, was “a mistake in glass”.",
            [("The tower … was “a mistake in glass", "Ida Falk")],
        ),
        # What another replies is no part of it; a sentence of one source is all theirs.
        (
            "Karsk’s ambassador, Ivo Lenn, told the council on Tuesday that his "
            "country “will not be bullied”, to which the envoy, Ada Rist, replied: "
            "“Nor we.”",
            [
                ("his country “will not be bullied", "Ivo Lenn"),
                ("Nor we.", "Ada Rist"),
            ],
        ),
        (
            "According to two people briefed on the matter, who were not authorised to "
            "discuss it publicly, Velora will close its mill.",
            [("Velora will close its mill", "two people briefed on the matter")],
        ),
        # A claim that somebody reacts to is whose claim it is.
        (
            "Bo Marl mocked Ida Lorne’s claim that the quay “will float” and left.",
            [("the quay “will float”", "Ida Lorne")],
        ),
        (
            "Bo Marl criticized the books, which an Audit Board inquiry said were "
            "“thin”.",
            [("were “thin”", "Audit Board")],
        ),
        # Made clear, pointed out, questioned: by whoever put it into words.
        (
            "Ida Lorne made clear on Monday that she had no plans to sell the quay.",
            [("she had no plans to sell the quay", "Ida Lorne")],
        ),
        # What stands between dashes, as between commas.
        (
            "The pier – engineers insist – can carry a train.",
            [("The pier … can carry a train", "engineers")],
        ),
        # Said among many.
        (
            "There is talk among eel traders that the quay will be sold.",
            [("the quay will be sold", "eel traders")],
        ),
        # A report, when it was published, and whose it is.
        (
            "Half of the eels are gone, according to a survey released on Monday by "
            "the river trust.",
            [("Half of the eels are gone", "river trust")],
        ),
        # A day in the dateline.
        (
            "TARN, 4 Nov — The quay is shut until May, said Ida Lorne.",
            [("The quay is shut until May", "Ida Lorne")],
        ),
        # One trade behind another, and one that opens the sentence.
        (
            "A passer-by, retired welder Bo Marl, said that the quay was shut.",
            [("the quay was shut", "Bo Marl")],
        ),
        ("Eeler Bo Marl laughed. “No eels here.”", [("No eels here.", "Bo Marl")]),
        # The mark and the colon run together.
        ("Ida Lorne said:“We sank.”", [("We sank.", "Ida Lorne")]),
        # A list of quoted words whose marks stand before the commas.
        (
            "Auditor Bo Marl called the books “late”, “thin” and “an insult to read”.",
            [("“late”, “thin” and “an insult to read", "Bo Marl")],
        ),
        # Single marks that break off in the middle of a line.
        (
            "'I would not call it a \"boat\",' said Ida Lorne, 'but it\nfloats.'",
            [('I would not call it a "boat", … but it\nfloats.', "Ida Lorne")],
        ),
        # A name that an apposition ends with.
        (
            "Their neighbour, a retired teacher named Ida Lorne, said the dog barked.",
            [("the dog barked", "Ida Lorne")],
        ),
        ("Lorne’s warning to the young: “Do not row.”", [("Do not row.", "Lorne")]),
        # A deed behind words that are all of the quotation, and behind a clause.
        (
            "The pilot, Bo Marl, said “not today” and moored the ferry.",
            [("not today", "Bo Marl")],
        ),
        (
            "The pilot said the fog was “like wool” and slammed the hatch.",
            [("the fog was “like wool”", "the pilot")],
        ),
        # Texts that speak for whoever kept or drafted them; when they were unsealed.
        (
            "Nine eels were sold, according to a tally kept by the market warden.",
            [("Nine eels were sold", "market warden")],
        ),
        (
            "Nets stay legal, according to a draft treaty by envoy Ida Lorne "
            "obtained by the Courier.",
            [("Nets stay legal", "Ida Lorne")],
        ),
        (
            "He sold the boat, according to an indictment unsealed in Tarn on Monday.",
            [("He sold the boat", "an indictment")],
        ),
        # A report that the tagger makes one with the quotation of the next paragraph.
        (
            "A fourth, who asked not to be named, said the eels were dead.\n\nEeler Bo "
            "Marl stood on the quay with a lamp. “I count them every single night.”"
            "\n\nThe port closed.",
            [
                ("the eels were dead", "a fourth"),
                ("I count them every single night.", "Bo Marl"),
            ],
        ),
        # Those whom the tagger leaves out of "those who …".
        (
            "People who know the eeler say he never sleeps.",
            [("he never sleeps", "People")],
        ),
        # A name behind a role, before a clause that a name opens.
        (
            "According to the trust's lead author, Dr. Ida Lorne, Marl made it up.",
            [("Marl made it up", "Ida Lorne")],
        ),
        (
            "According to its head teacher, Ida Lorne, 54, Tarn School is full.",
            [("Tarn School is full", "Ida Lorne")],
        ),
        # Somebody without a name stays the role as printed.
        (
            "The cyclist was taken to hospital. “I saw no light,” he told police.",
            [("I saw no light,", "cyclist")],
        ),
    ],
)
def test_whose_words_they_are(text, expected):
    found = said(text)
    assert [(content.strip('"”'), who) for content, who in found] == [
        (content.strip('"”'), who) for content, who in expected
    ]


@needs_weights
@pytest.mark.parametrize(
    "text",
    [
        "The Tarn Board declined to comment.",
        "The Ledger spoke to Bo Marl about the new ferry.",
        "They call him the eel king because he never lost a fight.",
        "Fans call the east stand the oven.",
        "Neighbours nicknamed him “the clock” since he never came late.",
        "Sailors called her the queen of the sound.",
        "Reporters asked the coach about the injury.",
        "The company had this to say about the strike.",
        "GRAPHIC: Storm damage: 40 roofs, 9 boats",
        "ALSO READ: Ten ways to cook an eel this winter",
        "The union agreed to take part in the talks.",
        "Viewers may remember Bo Marl from shows like “Eel Street” and “Nine Nets”.",
        "Most people know her as the witch in “The Salt Bride”.",
        "Dockers called Stavros Lekk “the Minister” since he never came late.",
        "The mill said goodbye to 400 workers. Mourners said prayers at the gate.",
        "The Ledger asked the energy ministry for a comment.",
        "BUSTED: Emails Reveal Mayor Caught Lying",
        "Pledged: 781\nSuperdelegates: 121\nDelegate Update: The latest count so far.",
        "Readers may know Bo Marl for his novel “Eel Street” or the play “Nine Nets”.",
    ],
)
def test_what_is_no_quotation(text):
    assert said(text) == []


@needs_weights
def test_an_interview_belongs_to_the_person_interviewed():
    text = (
        "The Courier met Bo Marl, who runs the ferry. It has been edited for length."
        "\n\nCourier: When does it sail?\n\nBo Marl: In June, if the engine comes."
        "\n\nCourier: And the fare?\n\nMarl: Two crowns."
    )
    assert said(text) == [
        ("In June, if the engine comes.", "Bo Marl"),
        ("Two crowns.", "Bo Marl"),
    ]


@needs_weights
def test_questions_and_answers_by_their_initials():
    text = (
        "We spoke to Bo Marl, who runs the ferry.\n\nQ: When does it sail?"
        "\n\nA: In June, if the engine comes.\n\nQ: And the fare?\n\nA: Two crowns."
    )
    assert said(text) == [
        ("In June, if the engine comes.", "Bo Marl"),
        ("Two crowns.", "Bo Marl"),
    ]


@needs_weights
@pytest.mark.parametrize(
    ("text", "relay"),
    [
        ("“It is shut,” Bo Marl told Harbour.info on Friday.", "Harbour.info"),
        ("“It is shut,” Bo Marl explained to TDN.", "TDN"),
        ("“It is shut,” Bo Marl told the Tarn Intelligencer.", "Tarn Intelligencer"),
        ("“It is shut,” Bo Marl told Ida Lorne.", None),
        ("“It is shut,” Bo Marl told parliament.", None),
    ],
)
def test_who_is_told_is_a_medium_by_its_construction(text, relay):
    assert [one.relayed_by for one in extract(text)] == [relay]


def test_an_interview_needs_no_weights(monkeypatch):
    monkeypatch.setenv("QUOTES_MODEL", "none")
    text = "SOL, MINISTER (through translator): We had forty patients.\n\nNext: more."
    assert ("We had forty patients.", "SOL") in said(text)
