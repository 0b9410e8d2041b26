"""Indirect and mixed quotations under a verb: said that, urged to, described as."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.extraction.cues import (
    ATTITUDE_FRAMES,
    NEEDS_PARTICLE,
    PARTICLES,
    SPEECH_FRAMES,
    UTTERANCES,
    VERB_LEMMAS,
    Frame,
)
from quotes.extraction.rules.direct import quoting_verb
from quotes.extraction.rules.reading import Reading
from quotes.extraction.rules.sources import (
    agent,
    noun_phrase,
    subject,
    subject_or_neighbour,
)
from quotes.extraction.rules.tree import Tree
from quotes.extraction.types import Attribution, Kind, Range

_NEGATIONS = frozenset(["not", "n't", "never", "neither", "nor", "no"])
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SHORTEST_CLAUSE = 4
_FAR = 16
_NAME_NEAR = 7
_Found = tuple[list[tuple[int, int]], list[int], float, bool]


def verb_attributions(reading: Reading) -> Iterator[Attribution]:
    """Yield the indirect and mixed attributions of every cue verb."""
    tree = reading.tree
    for token in range(len(tree)):
        lemma = VERB_LEMMAS.get(tree.lower[token])
        if lemma is None or not tree.is_verb(token) or reading.quote_of(token):
            continue
        if tree.deps[token] in ("aux", "auxpass", "amod", "compound"):
            continue
        found = _complement(reading, token, lemma)
        if found is not None:
            attribution = _attribution(reading, token, found)
            if attribution is not None:
                yield attribution


def _complement(reading: Reading, verb: int, lemma: str) -> _Found | None:
    """Token stretches of the content, cue tokens, score, whether an attitude."""
    speech = SPEECH_FRAMES.get(lemma, Frame(0))
    attitude = ATTITUDE_FRAMES.get(lemma, Frame(0))
    as_said = _as_said(reading, verb)
    if as_said is not None:
        content, cues, score, _ = as_said
        return content, cues, score, not speech
    for frames, is_attitude in ((speech, False), (attitude, True)):
        for frame, rule in _RULES:
            if frames & frame:
                found = rule(reading, verb, lemma)
                if found is not None:
                    content, cues, score, bare = found
                    return content, cues, score, bare or is_attitude
    return _particle(reading, verb, lemma)


def _clause(reading: Reading, verb: int, lemma: str) -> _Found | None:
    """said (that) …; “…, she said” without marks; asked whether …"""
    tree = reading.tree
    if lemma in NEEDS_PARTICLE and not _particle_child(reading, verb, lemma):
        return None
    clauses = [c for c in tree.children[verb] if _reports_clause(reading, c)]
    after = [c for c in clauses if c > verb]
    if clauses:
        return _clause_of(reading, verb, *(after or clauses))
    found = (
        _next_words(reading, verb, lemma)
        or _that_clause(reading, verb)
        or _lost_subject(reading, verb, lemma)
    )
    if found is None and SPEECH_FRAMES.get(lemma, Frame(0)) & Frame.QUOTE:
        found = _parenthetical(reading, verb) or _trailing(reading, verb)
    return found


def _next_words(reading: Reading, verb: int, lemma: str) -> _Found | None:
    """said that …, said “…” …: the words that follow, where the parse failed."""
    tree = reading.tree
    first = verb + 1
    if lemma not in UTTERANCES or first + 1 >= len(tree):
        return None
    that = tree.lower[first] == "that"
    first += that
    quote = reading.quote_of(first)
    quoted = quote is not None and not quote.full
    if not quoted and (not that or tree.tags[first] in (*_FINITE, ".", "NN", "NNS")):
        return None
    return [(first, _cut_tail(reading, first, len(tree) - 1))], [verb], 0.7, False


def _lost_subject(reading: Reading, verb: int, lemma: str) -> _Found | None:
    """said the light that marks the reef had been dark: no object, but a clause."""
    tree = reading.tree
    object_ = tree.child(verb, "dobj")
    if lemma != "say" or object_ is None or object_ < verb:
        return None
    left, right = tree.left[object_], tree.right[object_]
    if not any(tree.tags[t] in _FINITE for t in range(object_, right + 1)):
        return None
    return [(left, _cut_tail(reading, left, right))], [verb], 0.65, False


def _that_clause(reading: Reading, verb: int) -> _Found | None:
    """confirmed for the first time that …: the clause hangs on another word."""
    tree = reading.tree
    for token in range(verb + 1, min(verb + _FAR, len(tree) - 2)):
        if tree.words[token] in (",", ";", ":") or tree.tags[token] in _FINITE:
            return None
        opens = tree.lower[token] == "that" and tree.tags[token] in ("IN", "WDT")
        if opens and not reading.quote_of(token):
            head = tree.heads[token]
            follows = tree.tags[token + 1]
            if head < token or follows in _FINITE or follows == "VBN":
                return None
            right = _cut_tail(reading, token + 1, tree.right[head])
            return [(token + 1, right)], [verb], 0.75, False
    return None


def _reports_clause(reading: Reading, child: int) -> bool:
    tree = reading.tree
    if tree.deps[child] != "ccomp" or _is_stand_in(reading, child):
        return False
    return tree.tags[child] != "VBG" or tree.child(child, "aux") is not None


def _clause_of(reading: Reading, verb: int, *heads: int) -> _Found:
    tree = reading.tree
    head = heads[0]
    left, right = tree.left[head], max(tree.right[other] for other in heads)
    if left <= verb <= right:  # wrapped round its own cue
        return _around(reading, verb, left, right)
    if head > verb:
        bare = tree.child(head, "nsubj", "nsubjpass", "expl", "csubj") is None
        # Without a subject of its own the parser lost it on the way.
        left = verb + 1 if bare else max(left, verb + 1)
        right = _cut_tail(reading, left, right)
    else:
        who = tree.child(verb, "nsubj")
        if who is None:
            who = subject_or_neighbour(reading, verb)
            who = None if who is not None and who > verb else who
        edge = min(verb, tree.left[who]) if who is not None else verb
        if who is not None and who < verb and left < tree.left[who] <= right:
            right = tree.left[who] - 1
        right = min(right, edge - 1) if edge > left else right
    return [(left, right)], [verb], 0.85, False


def _parenthetical(reading: Reading, verb: int) -> _Found | None:
    """“The road, she said, is closed”: the cue hangs below what it reports."""
    tree = reading.tree
    head = tree.heads[verb]
    if tree.deps[verb] not in ("parataxis", "ccomp", "dep", "advcl") or head == verb:
        return None
    core = _core(reading, verb)
    if core is None or _is_stand_in(reading, head):
        return None
    before = core[0] > 0 and _is_comma(tree.words[core[0] - 1])
    if not before or not _is_comma(tree.words[min(core[1] + 1, len(tree) - 1)]):
        return None
    left = min(tree.left[head], tree.left[verb])
    return _around(reading, verb, left, tree.right[head])


def _trailing(reading: Reading, verb: int) -> _Found | None:
    """“…, she wrote in her diary.” where the parser did not see the link."""
    tree = reading.tree
    quoting, _ = quoting_verb(reading, verb)
    core = _core(reading, verb if quoting is None else quoting)
    if core is None or (quoting is None and tree.tags[verb] not in _FINITE):
        return None
    first, last = core[0], max(core[1], verb)
    if first < _SHORTEST_CLAUSE or tree.words[first - 1] != ",":
        return None
    if last + 1 < len(tree) and tree.tags[last + 1] not in ("IN", ".", "RB", "NNP"):
        return None
    if any(_is_stand_in(reading, token) for token in range(first)):
        return None
    if not any(tree.tags[t] in _FINITE for t in range(first)):
        return None
    return [(0, first - 2)], [verb], 0.7, False


def _core(reading: Reading, verb: int) -> tuple[int, int] | None:
    """First and last token of the verb and its own subject together."""
    tree = reading.tree
    who = tree.child(verb, "nsubj", "nsubjpass")
    if who is None:
        return None
    first = min(verb, tree.left[who])
    last = max(verb, tree.right[who])
    while first > 0 and first - 1 in tree.children[verb] and _helps(tree, first - 1):
        first -= 1
    return first, last


def _helps(tree: Tree, token: int) -> bool:
    return tree.deps[token] in ("aux", "advmod", "neg")


def _around(reading: Reading, verb: int, left: int, right: int) -> _Found:
    tree = reading.tree
    first, last = _core(reading, verb) or (verb, verb)
    while last < right and not _is_comma(tree.words[last + 1]):
        last += 1
    stretches = []
    if first - 1 >= left:
        stretches.append((left, first - 1))
    if last + 1 <= right:
        stretches.append((last + 1, right))
    return stretches, [verb], 0.8, False


def _as_said(reading: Reading, verb: int) -> _Found | None:
    """“…, as the mayor said, …”: the content is the clause around it."""
    tree = reading.tree
    head = tree.heads[verb]
    if tree.deps[verb] != "advcl" or head == verb:
        return None
    mark = tree.left[verb]
    if tree.lower[mark] != "as" or not (mark == 0 or tree.words[mark - 1] == ","):
        return None
    if any(c > verb and _reports_clause(reading, c) for c in tree.children[verb]):
        return None
    who = tree.child(verb, "nsubj", "agent")
    if who is None or (who > verb and tree.deps[who] == "nsubj"):
        return None
    left, right = tree.left[head], tree.right[head]
    last = max(verb, tree.right[who])
    while last < right and not _is_comma(tree.words[last + 1]):
        last += 1
    stretches = [(left, mark - 1)] if mark > left else []
    if last + 1 <= right:
        stretches.append((last + 1, right))
    return stretches, [verb], 0.7, False


def _is_comma(word: str) -> bool:
    return word in (",", ".", ";", "–", "—", "--", "-")


def _cut_tail(reading: Reading, left: int, right: int) -> int:
    """Leave out what the parse hung on a content although it is another's.

    “…, adding that”, “…, with both calling it”, “…, as reported by”, “…,
    according to”, “… despite them claiming”.
    """
    tree = reading.tree
    for token in range(left + 1, right + 1):
        if reading.quote_of(token):
            continue
        word, comma = tree.lower[token], _is_comma(tree.words[token - 1])
        if word == "according" or (comma and word == "as" and _reports(tree, token)):
            return token - 1
        if comma and tree.tags[token] == "VBG" and _speech(tree.lower[token]):
            return token - 1
        if tree.tags[token] == "CC" and _speaks_on(tree, token):
            return token - 1
        if (comma and word == "with") or word == "despite":
            cue = _cue_below(reading, token, right)
            if cue is not None:
                return token - 1
    return right


def _speaks_on(tree: Tree, conjunction: int) -> bool:
    """“told them it was shut and said …”: the same speaker's next report."""
    for token in range(conjunction + 1, min(conjunction + 3, len(tree))):
        lemma = VERB_LEMMAS.get(tree.lower[token])
        if lemma in UTTERANCES:
            return lemma != "tell" and tree.tags[token] in ("VBD", "VBZ")
        if tree.tags[token] != "RB":
            return False
    return False


def _reports(tree: Tree, token: int) -> bool:
    following = tree.lower[token + 1 : token + 4]
    return any(word in ("reported", "quoted", "cited", "told") for word in following)


def _speech(word: str) -> bool:
    return VERB_LEMMAS.get(word) in SPEECH_FRAMES


def _cue_below(reading: Reading, token: int, right: int) -> int | None:
    tree = reading.tree
    for other in range(token + 1, min(right, token + 8) + 1):
        if tree.tags[other] == "VBG" and _speech(tree.lower[other]):
            return other
    return None


def _told(reading: Reading, verb: int, lemma: str) -> _Found | None:
    """told the council (that) …: the object is who was told."""
    tree = reading.tree
    for child in tree.children[verb]:
        if child > verb and tree.deps[child] in ("ccomp", "advcl"):
            if tree.deps[child] == "advcl" and tree.lower[tree.left[child]] != "that":
                continue
            if not _is_stand_in(reading, child):
                return _clause_of(reading, verb, child)
    return None


def _directive(reading: Reading, verb: int, lemma: str) -> _Found | None:
    """urged the council to act: object and infinitive together."""
    tree = reading.tree
    if tree.child(verb, "nsubjpass") is not None:
        return None
    for child in tree.children[verb]:
        if child < verb or not _has_to(tree, child):
            continue
        left = tree.left[child]
        called_for = tree.lower[left] == "for" and tree.deps[left] == "mark"
        if called_for:
            left += 1
        elif tree.deps[child] not in ("xcomp", "ccomp"):
            continue
        object_ = tree.child(verb, "dobj")
        if object_ is not None and verb < object_ < child:
            left = tree.left[object_]
        elif tree.child(child, "nsubj") is None:
            continue
        cues = [verb, left - 1] if called_for else [verb]
        return [(left, _cut_tail(reading, left, tree.right[child]))], cues, 0.75, False
    return None


def _lower_infinitive(reading: Reading, verb: int, lemma: str) -> _Found | None:
    """urged anyone who had paid to come forward: the infinitive hangs lower."""
    tree = reading.tree
    object_ = tree.child(verb, "dobj")
    if object_ is None or object_ < verb or tree.child(object_, "relcl") is None:
        return None
    left, right = tree.left[object_], tree.right[object_]
    if not any(_has_to(tree, t) for t in range(object_, right + 1)):
        return None
    return [(left, _cut_tail(reading, left, right))], [verb], 0.65, False


def _has_to(tree: Tree, token: int) -> bool:
    return any(
        tree.deps[c] == "aux" and tree.lower[c] == "to" for c in tree.children[token]
    )


def _infinitive(reading: Reading, verb: int, lemma: str) -> _Found | None:
    tree = reading.tree
    child = tree.child(verb, "xcomp")
    if child is None or child < verb or not _has_to(tree, child):
        return None
    left = tree.left[child]
    return [(left, _cut_tail(reading, left, tree.right[child]))], [verb], 0.7, False


def _gerund(reading: Reading, verb: int, lemma: str) -> _Found | None:
    tree = reading.tree
    for child in tree.children[verb]:
        if (
            child > verb
            and tree.deps[child] in ("xcomp", "ccomp")
            and tree.tags[child] == "VBG"
        ):
            left = tree.left[child]
            right = _cut_tail(reading, left, tree.right[child])
            return [(left, right)], [verb], 0.7, False
    return None


def _as(reading: Reading, verb: int, lemma: str) -> _Found | None:
    """described the plan as …: the content is what follows "as"."""
    tree = reading.tree
    as_ = _as_below(reading, verb)
    if as_ is None:
        return None
    complement = tree.child(as_, "pobj", "pcomp", "amod", "acomp")
    if complement is None or VERB_LEMMAS.get(tree.lower[complement]) == "say":
        return None
    left, right = as_ + 1, tree.right[as_]
    return [(left, _cut_tail(reading, left, right))], [verb, as_], 0.75, False


def _as_below(reading: Reading, verb: int) -> int | None:
    tree = reading.tree
    candidates = [verb, tree.child(verb, "dobj")]
    candidates += [c for c in tree.children[verb] if tree.deps[c] == "prep"]
    for parent in candidates:
        if parent is None:
            continue
        for child in tree.children[parent]:
            if (
                tree.lower[child] == "as"
                and child > verb
                and tree.deps[child] == "prep"
            ):
                return child
    return None


def _calls(reading: Reading, verb: int, lemma: str) -> _Found | None:
    """called it a scandal: the content is the complement, not its object."""
    tree = reading.tree
    if (
        tree.deps[verb] == "acl"
        and agent(tree, verb) is None
        and (tree.tags[verb] == "VBN")
    ):
        return None  # "a show called …": a name
    complement = tree.child(verb, "oprd")
    clause = tree.child(verb, "ccomp")
    if complement is not None:
        left = tree.left[complement]
    elif clause is not None and not tree.is_verb(clause):
        complement = clause
        left = tree.right[tree.child(clause, "nsubj") or clause] + 1
        left = left if left <= clause else tree.left[clause]
    else:
        return _quoted_name(reading, verb)
    if complement < verb:
        return None
    right = _cut_tail(reading, left, tree.right[complement])
    return [(left, right)], [verb], 0.7, False


def _quoted_name(reading: Reading, verb: int) -> _Found | None:
    """called that “beyond belief”, however the parser takes the words."""
    tree = reading.tree
    for token in range(verb + 1, min(verb + _NAME_NEAR, len(tree))):
        quote = reading.quote_of(token)
        if quote is not None and not quote.full:
            last = token
            while last + 1 < len(tree) and reading.quote_of(last + 1) is quote:
                last += 1
            return [(token, last)], [verb], 0.7, False
        if tree.words[token] == "," or tree.is_verb(token):
            return None
    return None


def _of(reading: Reading, verb: int, lemma: str) -> _Found | None:
    """accused the mayor of …: object and reproach together."""
    tree = reading.tree
    object_ = tree.child(verb, "dobj")
    if object_ is None or object_ < verb:
        return None
    for child in tree.children[verb] + tree.children[object_]:
        joins = tree.lower[child] in ("of", "for", "over") or (
            lemma == "charge" and tree.lower[child] == "with"
        )
        if joins and tree.deps[child] == "prep" and child > object_:
            inner = tree.child(child, "pcomp", "pobj")
            if inner is not None:
                left = tree.left[object_]
                right = _cut_tail(reading, left, tree.right[child])
                bare = not tree.is_verb(inner)
                return [(left, right)], [verb], 0.65, bare
    return None


def _object(reading: Reading, verb: int, lemma: str) -> _Found | None:
    """announced a plan: a bare noun phrase, for those who ask for attitudes."""
    tree = reading.tree
    object_ = tree.child(verb, "dobj", "nsubjpass")
    if object_ is None:
        return None
    left, right = tree.left[object_], tree.right[object_]
    if object_ > verb:
        left = max(left, verb + 1)
        if lemma in ("express", "voice"):  # gratitude to them for their help
            right = max([right, *_phrases_after(tree, verb, object_)])
        right = _cut_tail(reading, left, right)
    return [(left, right)], [verb], 0.5, True


def _phrases_after(tree: Tree, verb: int, object_: int) -> list[int]:
    return [
        tree.right[c]
        for c in tree.children[verb]
        if c > object_ and tree.lower[c] in ("to", "for", "about", "over", "at", "with")
    ]


def _raised(reading: Reading, verb: int, lemma: str) -> _Found | None:
    """Holt is said to have left: subject and infinitive are the content."""
    tree = reading.tree
    who, child = tree.child(verb, "nsubjpass"), tree.child(verb, "xcomp")
    if who is None or child is None or child < verb or not _has_to(tree, child):
        return None
    right = _cut_tail(reading, tree.left[child], tree.right[child])
    stretches = [(tree.left[who], tree.right[who]), (tree.left[child], right)]
    return stretches, [verb], 0.5, False


def _put_at(reading: Reading, verb: int, lemma: str) -> _Found | None:
    """put the number of injured at 40"""
    tree = reading.tree
    object_ = tree.child(verb, "dobj")
    if object_ is None or object_ < verb:
        return None
    for at in range(object_ + 1, min(object_ + _FAR, len(tree))):
        number = tree.child(at, "pobj") if tree.lower[at] == "at" else None
        if number is not None and _counts(tree, number):
            return [(tree.left[object_], tree.right[at])], [verb], 0.7, False
        if tree.words[at] == ",":
            return None
    return None


def _counts(tree: Tree, token: int) -> bool:
    return any(tree.tags[t] in ("CD", "$") for t in range(tree.left[token], token + 1))


def _particle(reading: Reading, verb: int, lemma: str) -> _Found | None:
    """called for calm, warned of rain, spoke of “a new start”."""
    tree = reading.tree
    child = _particle_child(reading, verb, lemma)
    if child is None or (tree.tags[verb] == "VBN" and tree.deps[verb] == "advcl"):
        return None
    complement = tree.child(child, "pobj", "pcomp")
    if complement is None:
        return None
    left = tree.left[complement]
    right = _cut_tail(reading, left, tree.right[complement])
    bare = not tree.is_verb(complement)
    return [(left, right)], [verb, child], 0.55, bare


def _particle_child(reading: Reading, verb: int, lemma: str) -> int | None:
    tree = reading.tree
    wanted = PARTICLES.get(lemma, frozenset())
    for child in tree.children[verb]:
        if child > verb and tree.lower[child] in wanted:
            return child
    return None


_RULES = (
    (Frame.TOLD, _told),
    (Frame.CLAUSE, _clause),
    (Frame.DIRECT, _directive),
    (Frame.DIRECT, _lower_infinitive),
    (Frame.AS, _as),
    (Frame.CALLS, _calls),
    (Frame.INFINITIVE, _infinitive),
    (Frame.GERUND, _gerund),
    (Frame.OF, _of),
    (Frame.AT, _put_at),
    (Frame.RAISED, _raised),
    (Frame.OBJECT, _object),
)


def _is_stand_in(reading: Reading, token: int) -> bool:
    quote = reading.quote_of(token)
    return quote is not None and quote.full


def _attribution(reading: Reading, verb: int, found: _Found) -> Attribution | None:
    stretches, cues, score, attitude = found
    content = tuple(
        r for first, last in stretches if (r := reading.content(first, last))
    )
    if not content:
        return None
    tree = reading.tree
    quoting, saying = quoting_verb(reading, verb)
    relay: Range | None = None
    if quoting is not None and saying is not None:
        head, relay_head = _quoted_as(reading, quoting, saying)
        relay = noun_phrase(reading, relay_head) if relay_head is not None else None
        cues = sorted({quoting, *_with_as(reading, saying)})
    else:
        head = subject_or_neighbour(reading, verb)
    source = noun_phrase(reading, head) if head is not None else None
    source = _clear_of(source, content)
    negated = _is_negated(reading, verb)
    word = tree.words[verb]
    method = f"clause of “{word}”" if source else f"clause of “{word}”, nobody named"
    if negated:
        method += "; negated"
    return Attribution(
        content=content,
        cue=cue_ranges(reading, cues),
        source=(source,) if source else (),
        kind=Kind.INDIRECT,
        score=score if source else score / 2,
        method=method,
        relay=(relay,) if relay else (),
        attitude=attitude or negated,
    )


def cue_ranges(reading: Reading, tokens: list[int]) -> tuple[Range, ...]:
    """Ranges of cue tokens, neighbours joined."""
    ranges: list[Range] = []
    previous = -2
    for token in sorted(tokens):
        start, end = reading.range(token, token)
        if token == previous + 1 and ranges:
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
        previous = token
    return tuple(ranges)


def _with_as(reading: Reading, saying: int) -> tuple[int, ...]:
    if saying and reading.tree.lower[saying - 1] == "as":
        return saying - 1, saying
    return (saying,)


def _quoted_as(
    reading: Reading, verb: int, saying: int
) -> tuple[int | None, int | None]:
    tree = reading.tree
    passive = tree.child(verb, "nsubjpass")
    if passive is not None:
        by = agent(tree, verb)
        return passive, agent(tree, saying) if by is None else by
    return tree.child(verb, "dobj"), subject(tree, verb)


def _clear_of(source: Range | None, content: tuple[Range, ...]) -> Range | None:
    """A source inside its own content is none."""
    if source is None or any(s <= source[0] and source[1] <= e for s, e in content):
        return None
    return source


def _is_negated(reading: Reading, verb: int) -> bool:
    tree = reading.tree
    children = [c for c in tree.children[verb] if c < verb]
    if any(tree.deps[c] == "neg" or tree.lower[c] in _NEGATIONS for c in children):
        return True
    who = tree.child(verb, "nsubj")
    return who is not None and tree.lower[tree.left[who]] in ("neither", "no", "nobody")
