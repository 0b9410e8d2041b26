"""Invented events as several outlets report them, with what is one utterance.

Each file of ``events/`` is one event, each of ``hard/`` one of which outlets print
mostly short reports in words of their own. On ``heldout/`` nothing is fitted, and no
rule is found by reading it. Lines that begin with ``@`` are speakers:
key, name, kind, description, key of the body spoken for. ``=`` begins an article:
outlet, date. In its text ``{speaker/statement/cue: words}`` marks a quotation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

from quotes.extraction.stance import stance_of
from quotes.models import Outlet, Quote
from tests.build import make_article, make_outlet, make_speaker

FOLDER = Path(__file__).parent
_MARK = re.compile(r"\{([\w-]+)/([\w-]+)/(\w+): ([^}]*)\}")


@dataclass(frozen=True)
class Told:
    """A stored quote, and the key of the utterance that it reports."""

    quote: Quote
    statement: str


def event_names(folder: str = "events") -> list[str]:
    return sorted(path.stem for path in (FOLDER / folder).glob("*.txt"))


def store_event(name: str, folder: str = "events") -> list[list[Told]]:
    """Store an event; return the quotes of each of its articles."""
    speakers, bodies, articles = {}, {}, []
    for line in (FOLDER / folder / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("@"):
            key, title, kind, *rest = (part.strip() for part in line[1:].split("|"))
            description = rest[0] if rest else ""
            speakers[key] = make_speaker(
                title, kind="organisation" if kind == "state" else kind,
                description=description,
            )  # fmt: skip
            if len(rest) > 1 and rest[1] != key:
                bodies[key] = rest[1]
        elif line.startswith("="):
            outlet, date = (part.strip() for part in line[1:].split("|"))
            articles.append((outlet, date, []))
        elif line:
            articles[-1][2].append(line)
    for key, body in bodies.items():
        if body in speakers:
            speakers[key].affiliation = speakers[body]
            speakers[key].save()
    return [
        _store(speakers, outlet, date, "\n".join(lines))
        for outlet, date, lines in articles
    ]


def read_event(path: Path):
    """Yield day, text and quotes of each article of an event, without a database."""
    names: dict[str, str] = {}
    articles: list[tuple[date, list[str]]] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("@"):
            key, name, *_ = (part.strip() for part in line[1:].split("|"))
            names[key] = name
        elif line.startswith("="):
            day = line[1:].split("|")[1].strip()[:10]
            articles.append((date.fromisoformat(day), []))
        elif line:
            articles[-1][1].append(line)
    for day, lines in articles:
        text, found = _plain("\n".join(lines))
        yield day, text, [
            {
                "text": words, "start": start, "end": start + len(words), "cue": cue,
                "kind": _kind(text, start, words),
                "stance": _stance(text, start, words, cue),
                "speaker": speaker, "name": names[speaker], "statement": statement,
            }
            for start, speaker, statement, cue, words in found
        ]  # fmt: skip


def _stance(text: str, start: int, words: str, cue: str) -> str:
    """By the cue as it stands nearest to the words, where it stands near them."""
    end = start + len(words)
    at = text.rfind(cue, max(0, start - 80), start)
    at = text.find(cue, end, end + 80) if at < 0 else at
    if at < 0:
        return "states"
    return str(stance_of(text, [(start, end)], [(at, at + len(cue))]))


def _kind(text: str, start: int, words: str) -> str:
    around = text[start - 1 : start] + text[start + len(words) :][:1]
    return "direct" if around == "“”" else "mixed" if "“" in words else "indirect"


def _plain(marked: str):
    """A text without the marks of quotations, and what they say of each."""
    plain, found, end = "", [], 0
    for match in _MARK.finditer(marked):
        plain += marked[end : match.start()]
        found.append((len(plain), *match.groups()))
        plain += match[4]
        end = match.end()
    return plain + marked[end:], found


def _store(speakers, outlet: str, date: str, marked: str) -> list[Told]:
    published = datetime.fromisoformat(date).replace(tzinfo=UTC)
    plain, found = _plain(marked)
    known = Outlet.objects.filter(name=outlet).first()
    article = make_article(
        plain, outlet=known or make_outlet(outlet), published_at=published
    )
    told = []
    for start, speaker, statement, cue, words in found:
        quoted = _kind(plain, start, words)
        quote = Quote.objects.create(
            article=article, outlet=article.outlet, published_at=published,
            text=words, spans=[[start, start + len(words)]], start=start,
            end=start + len(words), kind=quoted, cue=cue, speaker=speakers[speaker],
            stance=_stance(plain, start, words, cue), confidence=0.9,
        )  # fmt: skip
        told.append(Told(quote, statement))
    return told


def pairs(groups: dict[int, object]) -> set[tuple[int, int]]:
    """Every two numbers that share a group."""
    return {
        pair for pair in combinations(sorted(groups), 2)
        if groups[pair[0]] == groups[pair[1]]
    }  # fmt: skip
