"""The fixtures themselves: offsets, marks, statements and names hold together.

They are the yardstick of other tests, so a slip in them must show here and not
as somebody else's failure.
"""

import json
import re
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "fixtures"
SEEDS = ROOT.parent / "shared" / "corpora" / "seeds"
RANGE_FIELDS = ("content", "cue", "source", "relay")


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


ARTICLES = {row["id"]: row for row in read(FIXTURES / "articles" / "articles.jsonl")}
EXPECTED = read(FIXTURES / "expected.jsonl")
OUTLETS = {row["name"]: row for row in read(FIXTURES / "outlets.jsonl")}
SPEAKERS = read(FIXTURES / "speakers.jsonl")
QUOTATIONS = [
    (ARTICLES[document["id"]]["text"], quotation)
    for document in EXPECTED
    for quotation in document["quotes"]
]


def faulty(is_fault):
    """Ids of the expected quotations for which ``is_fault(text, quotation)``."""
    return [
        quotation["id"] for text, quotation in QUOTATIONS if is_fault(text, quotation)
    ]


def ranges_of(quotation):
    """Every list of ranges that an expected quotation carries."""
    yield from (quotation.get(field, []) for field in RANGE_FIELDS)
    yield from (other["content"] for other in quotation.get("alt", []))


def quoted_characters(text):
    """Offsets inside quotation marks; a mark left open reaches its line's end.

    Single marks count only where the text has no double ones, as in the
    interchange format's scorer.
    """
    pattern = r"“([^”\n]*)|\"([^\"\n]*)\"?|''(.*?)(?:''|$)"
    if not re.search(r"[“\"]|''", text):
        pattern = r"(?<!\w)‘(.*?)(?:’(?!\w)|$)"
    return {
        offset
        for match in re.finditer(pattern, text, re.MULTILINE)
        for offset in range(match.start() + 1, match.end())
    }


def quoted_words(text, content):
    """Words (runs of letters and digits) of the content inside and outside marks."""
    quoted = quoted_characters(text)
    starts = [
        start + word.start()
        for start, end in content
        for word in re.finditer(r"\w+(?:[’'-]\w+)*", text[start:end])
    ]
    inside = sum(start in quoted for start in starts)
    return inside, len(starts) - inside


def marked_kind(text, content):
    inside, outside = quoted_words(text, content)
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def printings():
    """{statement: [quotation, …]}, the unlinked ones left out."""
    groups = defaultdict(list)
    for _, quotation in QUOTATIONS:
        if quotation["statement"]:
            groups[quotation["statement"]].append(quotation)
    return groups


def article_of(quotation):
    return quotation["id"].rpartition("-q")[0]


def test_every_article_has_its_expected_line_in_the_same_order():
    assert [document["id"] for document in EXPECTED] == list(ARTICLES)


def test_import_records_have_exactly_the_fields_of_the_format():
    fields = [
        "id",
        "outlet",
        "url",
        "title",
        "byline",
        "published_at",
        "language",
        "text",
    ]

    assert {tuple(article) for article in ARTICLES.values()} == {tuple(fields)}


def test_addresses_are_reserved_for_examples():
    hosts = {urlsplit(article["url"]).hostname for article in ARTICLES.values()}

    assert [host for host in hosts if not host.endswith(".example")] == []


def test_publication_times_name_their_zone():
    naive = [
        article["id"]
        for article in ARTICLES.values()
        if "T" in article["published_at"]
        and datetime.fromisoformat(article["published_at"]).tzinfo is None
    ]

    assert naive == []


def test_quotation_ids_are_unique_and_begin_with_their_article():
    ids = [quotation["id"] for _, quotation in QUOTATIONS]

    assert [name for name, times in Counter(ids).items() if times > 1] == []
    assert [
        quotation["id"]
        for document in EXPECTED
        for quotation in document["quotes"]
        if article_of(quotation) != document["id"]
    ] == []


def test_ranges_are_sorted_and_lie_in_the_text():
    def disordered(text, quotation):
        for ranges in ranges_of(quotation):
            bounds = [bound for pair in ranges for bound in pair]
            if bounds != sorted(set(bounds)) or (bounds and bounds[-1] > len(text)):
                return True
        return not quotation["content"]

    assert faulty(disordered) == []


def test_no_range_begins_or_ends_with_a_blank():
    def ragged(text, quotation):
        slices = [text[s:e] for ranges in ranges_of(quotation) for s, e in ranges]
        return any(piece != piece.strip() for piece in slices)

    assert faulty(ragged) == []


def test_printed_text_is_what_the_ranges_say():
    def differs(text, quotation):
        return quotation["text"] != [text[s:e] for s, e in quotation["content"]]

    assert faulty(differs) == []


def test_one_quotation_per_article_start_and_end():
    spans = Counter(
        (article_of(quotation), quotation["content"][0][0], quotation["content"][-1][1])
        for _, quotation in QUOTATIONS
    )

    assert [span for span, times in spans.items() if times > 1] == []


def test_kinds_agree_with_the_marks():
    def misjudged(text, quotation):
        return quotation["kind"] != marked_kind(text, quotation["content"])

    assert faulty(misjudged) == []


def test_fragments_are_those_with_one_to_three_quoted_words():
    def misjudged(text, quotation):
        inside, _ = quoted_words(text, quotation["content"])
        return quotation["is_fragment"] != (1 <= inside <= 3)

    # “Ready for what?” is three words and a full sentence.
    assert faulty(misjudged) == ["heat-record-q13"]


def test_a_speaker_stands_where_a_source_is_printed_and_nowhere_else():
    def unmatched(_, quotation):
        named = quotation["speaker"] is not None
        return (
            bool(quotation["source"]) != named
            or bool(quotation["speaker_key"]) != named
        )

    assert faulty(unmatched) == []


def test_speakers_are_named_as_their_article_prints_them():
    def not_printed(text, quotation):
        names = (quotation["speaker"] or "").split(" and ")
        return any(name.casefold() not in text.casefold() for name in names)

    assert faulty(not_printed) == []


def test_a_relay_stands_where_it_is_printed():
    def unmatched(text, quotation):
        relay, printed = quotation["relayed_by"], quotation.get("relay", [])
        return bool(relay) != bool(printed) or any(
            relay not in text[start:end] for start, end in printed
        )

    assert faulty(unmatched) == []


def test_a_statement_is_disputed_where_its_printings_name_several_speakers():
    several, marked = {}, {}
    for statement, quotations in printings().items():
        if len({quotation["speaker_key"] for quotation in quotations}) > 1:
            several[statement] = {q.get("conflict_kind") for q in quotations}
        if any("conflict_kind" in quotation for quotation in quotations):
            marked[statement] = {q.get("conflict_kind") for q in quotations}

    assert several == marked
    assert Counter(kind for kinds in marked.values() for kind in kinds) == {
        "distinct": 1,
        "granularity": 5,
        "joint": 2,
        "relay": 2,
    }


def test_look_alikes_are_other_statements_that_exist():
    known = printings().keys()

    def unknown(_, quotation):
        others = quotation.get("see_also", [])
        return not known - {quotation["statement"]} >= set(others)

    assert faulty(unknown) == []


def test_the_event_is_told_by_five_outlets_and_a_copy():
    assert {article_of(quotation) for quotation in printings()["S-PASSPORT"]} == {
        "ferry-coast-radio",
        "ferry-harbour-herald",
        "ferry-ilvenna-gazette",
        "ferry-intermeridian-press",
        "ferry-lakeland-dispatch",
        "ferry-orunai-times",
    }


def word_runs(text, length):
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_the_wire_copy_is_nearly_all_the_agency_s():
    copy = word_runs(ARTICLES["ferry-coast-radio"]["text"], 5)
    agency = word_runs(ARTICLES["ferry-intermeridian-press"]["text"], 5)

    assert len(copy & agency) / len(copy) > 0.85


def test_outlets_are_those_of_the_articles():
    assert {
        article["outlet"]: (urlsplit(article["url"]).hostname, article["language"])
        for article in ARTICLES.values()
    } == {name: (row["domain"], row["language"]) for name, row in OUTLETS.items()}


def test_countries_are_codes_that_the_standard_leaves_to_users():
    codes = [outlet["country"] for outlet in OUTLETS.values()]

    assert [code for code in codes if not re.fullmatch("X[A-Z]", code)] == []


def test_the_authority_file_knows_every_form_of_its_speakers():
    printed = defaultdict(set)
    for _, quotation in QUOTATIONS:
        printed[quotation["speaker_key"]].add(quotation["speaker"])
    unknown = {
        speaker["name"]: forms - {speaker["name"], *speaker["aliases"]}
        for speaker in SPEAKERS
        for forms in printed.values()
        if speaker["name"] in forms and speaker["kind"] != "group"
    }

    assert {name: forms for name, forms in unknown.items() if forms} == {}
    assert list(unknown) == [speaker["name"] for speaker in SPEAKERS]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the research corpora are not here")
def test_no_wording_of_the_research_corpora():
    seeds = set()
    for path in SEEDS.glob("*.txt"):
        seeds |= word_runs(path.read_text(encoding="utf-8"), 8)
    borrowed = {
        name: word_runs(article["text"], 8) & seeds
        for name, article in ARTICLES.items()
    }

    assert {name: runs for name, runs in borrowed.items() if runs} == {}
