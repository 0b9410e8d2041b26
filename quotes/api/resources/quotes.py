"""Quotes: what was printed, each occurrence in an article."""

from __future__ import annotations

from typing import Any

from quotes.api.citations import cite
from quotes.api.links import Links
from quotes.api.resources import passages
from quotes.api.resources.fields import Field, Resource, Row
from quotes.api.resources.shown import (
    address_field,
    full_speaker_field,
    moment_field,
    named_columns,
    outlet_field,
    show_link,
    show_named,
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
from quotes.models import Quote, Statement
from quotes.models.disputed import is_disputed

SPEAKER = "Who said it, null where the article names nobody."
RELAYED_BY = "Who stands between speaker and article, or null."
ARTICLE = "The article that prints it."
STATEMENT = "What was said once, which this and other quotes report, or null."
MOST_PRINTINGS = 50


def _article(row: Row, links: Links) -> dict[str, Any]:
    return {
        "id": row["article_id"],
        "url": links.to("articles", row["article_id"]),
        "title": row["article__title"],
        "source_url": row["article__url"],
    }


_ARTICLE_COLUMNS = ("article_id", "article__title", "article__url")
_ARTICLE_PARTS = ("id", "title", "source_url")

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
        columns=_ARTICLE_COLUMNS,
        show=_article,
        csv=_ARTICLE_PARTS,
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


def _full_article(row: Row, links: Links) -> dict[str, Any]:
    return _article(row, links) | {"language": row["article__language"]}


_DISPUTE_COLUMNS = (
    "statement__dispute",
    "statement__dispute_grade",
    "statement__resolved_at",
)
_statement_speaker = show_named("statement__speaker", "speakers")


def _full_statement(row: Row, links: Links) -> dict[str, Any] | None:
    if row["statement_id"] is None:
        return None
    return {
        "id": row["statement_id"],
        "url": links.to("statements", row["statement_id"]),
        "text": row["statement__text"],
        "stance": row["statement__stance"],
        "clause": row["statement__clause"],
        "speaker": _statement_speaker(row, links),
        "quote_count": row["statement__quote_count"],
        "outlet_count": row["statement__outlet_count"],
        "dispute": row["statement__dispute"],
        "disputed": _is_disputed(row),
    }


def _is_disputed(row: Row) -> bool:
    return is_disputed(*(row[column] for column in _DISPUTE_COLUMNS))


def _printings(row: Row, links: Links) -> list[dict[str, Any]]:
    return [PRINTING.show(other, links) for other in row["printings"][:MOST_PRINTINGS]]


def _citation(row: Row, links: Links) -> str:
    return cite(row, url=links.to("quotes", row["id"]))


def _corrections_url(row: Row, links: Links) -> str | None:
    if not row["was_corrected"]:
        return None
    return f"{links.base}corrections/?quote={row['id']}"


def _warnings(row: Row, links: Links) -> list[dict[str, str]]:
    warnings = []
    if _is_disputed(row):
        kind = Statement.Dispute(row["statement__dispute"]).label
        warnings.append(("disputed", f"Outlets name different speakers: {kind}."))
    if row["reviewed_at"] is None:
        warnings.append(("unreviewed", "No editor has checked this reading."))
    if row["changed_at"] is not None:
        changed = "The article has changed it since an editor decided on it."
        warnings.append(("changed", changed))
    if row["article__wire_copy_of_id"]:
        warnings.append(
            ("wire_copy", "The article repeats another: no independent evidence.")
        )
    return [{"code": code, "detail": detail} for code, detail in warnings]


# What is made of more than columns of the quote is made of what
# ``quotes.api.quote_detail`` adds to the row: passage, printings, reports.
DETAILED = (
    full_speaker_field("speaker", SPEAKER),
    Field(
        "article",
        ref("BriefArticle"),
        ARTICLE,
        columns=(*_ARTICLE_COLUMNS, "article__language"),
        show=_full_article,
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
            *_DISPUTE_COLUMNS,
        ),
        show=_full_statement,
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
        show=_citation,
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
            *_DISPUTE_COLUMNS,
            "reviewed_at",
            "changed_at",
            "article__wire_copy_of_id",
        ),
        show=_warnings,
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
        show=_corrections_url,
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
