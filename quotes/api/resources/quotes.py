"""Quotes: what was printed, each occurrence in an article."""

from __future__ import annotations

from typing import Any

from quotes.api.links import Links
from quotes.api.resources import passages
from quotes.api.resources.fields import Field, Resource, Row
from quotes.api.resources.quote_values import (
    ARTICLE_COLUMNS,
    ARTICLE_PARTS,
    DISPUTE_COLUMNS,
    show_article,
    show_citation,
    show_corrections_url,
    show_full_article,
    show_statement,
    show_warnings,
)
from quotes.api.resources.shown import (
    address_field,
    full_speaker_field,
    moment_field,
    named_columns,
    outlet_field,
    show_link,
    speaker_field,
)
from quotes.api.resources.statements import HIGHLIGHT
from quotes.api.shapes.values import (
    COUNT,
    FLAG,
    ID,
    PROBABILITY,
    PUBLISHED,
    SPANS,
    TEXT,
    URL,
    choice,
    list_of,
    nullable,
    ref,
)
from quotes.models import Quote

SPEAKER = "Who said it, null where the article names nobody."
RELAYED_BY = "Who stands between speaker and article, or null."
ARTICLE = "The article that prints it."
STATEMENT = "What was said once, which this and other quotes report, or null."
MOST_PRINTINGS = 50


LISTED = (
    Field("id", ID, "Its number."),
    address_field("quotes"),
    Field("text", TEXT),
    speaker_field("speaker", SPEAKER),
    Field("speaker_description", TEXT, "Who that is, as printed, or empty."),
    speaker_field("relayed_by", RELAYED_BY),
    outlet_field("Who published it."),
    Field(
        "article",
        ref("BriefArticle"),
        ARTICLE,
        columns=ARTICLE_COLUMNS,
        show=show_article,
        csv=ARTICLE_PARTS,
    ),
    moment_field("published_at", "When the article was published.", PUBLISHED),
    Field(
        "kind",
        choice(list(Quote.Kind.values)),
        "All, none or some of it inside quotation marks.",
    ),
    Field("is_fragment", FLAG, "Quoted words of a phrase or less, no full sentence."),
    Field("cue", TEXT, "The reporting words (“said”, “according to”), or empty."),
    Field("source_text", TEXT, "What the article prints where it names the speaker."),
    Field(
        "stance",
        choice(list(Quote.Stance.values)),
        "What the speaker does with the words, by the cue: “denies”, “asks”, ….",
    ),
    Field("clause", TEXT, "The printed words from source to content, with the cue."),
    Field("clause_spans", SPANS, "Where that clause stands."),
    Field(
        "statement",
        nullable(ref("BriefStatement")),
        STATEMENT,
        columns=("statement_id",),
        show=show_link("statement_id", "statements"),
        csv=("id",),
    ),
    Field("confidence", PROBABILITY, "How likely words and speaker are right."),
    Field(
        "status",
        choice(list(Quote.Status.values)),
        "Where review stands; “extracted” is the machine’s word alone.",
    ),
    moment_field("reviewed_at", "When an editor decided on it, or null."),
    Field("spans", SPANS, "Where its words stand."),
    Field("start", COUNT, "Where the first of them begins."),
    Field("end", ID, "Where the last of them ends."),
)


def _printings(row: Row, links: Links) -> list[dict[str, Any]]:
    return [PRINTING.show(other, links) for other in row["printings"][:MOST_PRINTINGS]]


# Fields of no column show what ``quotes.api.quote_detail`` adds to the row: passage,
# printings, reports.
DETAILED = (
    full_speaker_field("speaker", SPEAKER),
    Field(
        "article",
        ref("BriefArticle"),
        ARTICLE,
        columns=(*ARTICLE_COLUMNS, "article__language"),
        show=show_full_article,
    ),
    Field(
        "statement",
        nullable(ref("BriefStatement")),
        STATEMENT,
        columns=(
            "statement_id",
            "statement__text",
            "statement__stance",
            "statement__clause",
            *named_columns("statement__speaker"),
            "statement__quote_count",
            "statement__outlet_count",
            *DISPUTE_COLUMNS,
        ),
        show=show_statement,
    ),
    Field("cue_spans", SPANS, "Where the cue stands."),
    Field("source_spans", SPANS, "Where the article names the speaker."),
    Field("relay_spans", SPANS, "Where it names who passed the words on."),
    Field("method", TEXT, "Which rule or model decided, in words."),
    Field(
        "candidates",
        list_of(ref("Candidate")),
        "Who else may have said it, the likeliest first.",
    ),
    Field(
        "extracted",
        {"type": "object"},
        "What the machine last read, also where an editor decided otherwise.",
    ),
    Field("extractor_version", TEXT, "Which version of the extractor read that."),
    Field(
        "context_before",
        TEXT,
        f"The {passages.CONTEXT} characters of the article before it.",
        columns=("start",),
        show=passages.show_before,
    ),
    Field(
        "context_after",
        TEXT,
        f"The {passages.CONTEXT} characters after it.",
        columns=("end",),
        show=passages.show_after,
    ),
    Field(
        "printings",
        list_of(ref("Printing")),
        f"Other quotes of the same statement, at most {MOST_PRINTINGS}.",
        columns=(),
        show=_printings,
    ),
    Field(
        "printings_capped",
        FLAG,
        "Whether there are more of them.",
        columns=(),
        show=lambda row, links: len(row["printings"]) > MOST_PRINTINGS,
    ),
    Field(
        "targets",
        list_of(ref("AnnotationTarget")),
        "Where the words stand, as Web Annotation targets, one for each span.",
        columns=("spans", "article_id", "article__url"),
        show=passages.show_targets,
    ),
    Field(
        "citation",
        TEXT,
        "A line to paste: who said what, printed where and when.",
        show=show_citation,
        columns=(
            *("id", "text", "kind", "stance", "clause"),
            *("speaker__name", "relayed_by__name"),
            *("outlet__name", "article__title", "article__url", "published_at"),
        ),
    ),
    Field(
        "warnings",
        list_of(ref("Warning")),
        "What to know before printing it.",
        columns=(
            *DISPUTE_COLUMNS,
            "reviewed_at",
            "changed_at",
            "article__wire_copy_of_id",
        ),
        show=show_warnings,
    ),
    moment_field("changed_at"),
    Field(
        "versions",
        list_of(ref("QuoteVersion")),
        "Where it stood in each version of its article; none where there is but one.",
        columns=("article__version", "gone_in"),
        show=lambda row, links: row["versions"],
    ),
    Field(
        "corrections_url",
        nullable(URL),
        "Where what editors changed is listed, null where they changed nothing.",
        columns=("id",),
        show=show_corrections_url,
    ),
    Field(
        "reports",
        list_of(ref("SettledReport")),
        "What editors answered to readers who reported an error.",
        columns=(),
    ),
)

QUOTE = Resource.of(
    "Quote",
    "quotes",
    Quote,
    listed=LISTED,
    ordered_by=("dated_at",),
    searched=(HIGHLIGHT,),
    detailed=DETAILED,
)

PRINTING = QUOTE.listed.only(
    *("id", "url", "text", "speaker", "relayed_by", "outlet", "article"),
    *("published_at", "kind", "stance", "clause"),
)
"""What a quote shows of the others that report its statement."""

COMPARED_PRINTING = QUOTE.listed.followed_by(
    Field(
        "is_wire_copy",
        FLAG,
        "Whether its article largely repeats another: no independent evidence.",
        columns=("article__wire_copy_of_id",),
        show=lambda row, links: row["article__wire_copy_of_id"] is not None,
    )
)
"""What a statement shows of each of its quotes, beside how the wording differs."""
