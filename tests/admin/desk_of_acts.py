"""The page on which each act is done, in a newsroom in which all of them can be."""

from dataclasses import dataclass, field

from django.urls import reverse

from quotes import review
from tests.admin.newsroom import FIRST, SECOND, Newsroom, written


@dataclass(frozen=True)
class Page:
    """Where an act is done, and what is filled in.

    does: names of the acts of ``quotes.review`` that are done by it. listed: the list
    from which one comes, where the page carries along when that was.
    """

    does: tuple[str, ...]
    address: str
    sent: dict = field(default_factory=dict)
    listed: str = ""


def address(name, *args, **query):
    """An address of the desk."""
    chosen = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(f"admin:quotes_{name}", args=args) + (chosen and f"?{chosen}")


def keys(*rows):
    return ",".join(str(row.pk) for row in rows)


class Desk(Newsroom):
    """The newsroom, and every page of its desk."""

    def shown(self):
        """What the form of a quote's page sends without being touched."""
        return {
            "speaker": self.ida.pk,
            "relayed_by": "",
            "stance": "states",
            "ranges": written(f"{FIRST} {SECOND}"),
        }

    def pages(self):
        """Every page on which something is done, by what is done there."""
        return {
            **self.of_one_quote(),
            **self.of_a_decided_quote(),
            **self.of_many_quotes(),
            **self.of_statements(),
            **self.of_speakers(),
            **self.of_one_speaker(),
            **self.of_what_waits(),
        }

    def of_one_quote(self):
        page, shown = address("quote_change", self.quote.pk), self.shown()
        answers = {
            "confirm": ("confirm", {"_confirm": "1"}),
            "reject": ("reject", {"_reject": "1"}),
            "nobody": ("correct_quote", {"_nobody": "1"}),
            "speaker": ("correct_speaker", {"speaker": self.bo.pk, "_save": "1"}),
            "new speaker": (
                "find_or_create_speaker",
                {"new_speaker": "Teo Marl", "_save": "1"},
            ),
            "relay": ("correct_relay", {"relayed_by": self.bo.pk, "_save": "1"}),
            "words": ("correct_span", {"ranges": written(FIRST), "_save": "1"}),
            "stance": ("correct_stance", {"stance": "denies", "_save": "1"}),
        }
        pages = {
            name: Page((act,), page, shown | sent)
            for name, (act, sent) in answers.items()
        }
        return pages | {
            "split": Page(
                ("split_quote",),
                address("quote_split", self.quote.pk),
                {"first": written(FIRST), "second": written(SECOND)},
            ),
            "join": Page(
                ("join_quotes",),
                address("quote_join", self.quote.pk),
                {"other": self.beside.pk},
            ),
            "add": Page(
                ("add_quote",),
                address("article_add_quote", self.article.pk),
                {"ranges": written("We go"), "speaker": self.bo.pk, "stance": "states"},
            ),
            "move": Page(
                ("move_quote",),
                address("statement_move", self.quote.pk),
                {"other": self.goats.pk},
            ),
            "return": Page(
                ("return_quote",), address("statement_return", self.moved.pk)
            ),
        }

    def of_a_decided_quote(self):
        page = address("quote_change", self.decided.pk)
        spans = ", ".join(f"{start}-{end}" for start, end in self.decided.spans)
        shown = {"speaker": self.bo.pk, "relayed_by": "", "stance": "denies"}
        shown |= {"ranges": spans}
        seen = review.version_of(self.opinion)
        first = self.decided.history.earliest("history_date", "history_id")
        return {
            "reopen": Page(("reopen",), page, shown | {"_reopen": "1"}),
            "take opinion": Page(("take_opinion",), page, shown | {"_take": seen}),
            "keep decision": Page(
                ("dismiss_opinion",), page, shown | {"_dismiss": seen}
            ),
            "undo": Page(("undo_act",), address("act_undo", self.undone.pk)),
            "revert": Page(
                ("revert",),
                address("quote_revert", self.decided.pk, first.history_id),
            ),
        }

    def of_many_quotes(self):
        both = {"chosen": keys(self.quote, self.beside)}
        listed = address("quote_changelist", review="all")
        acts = {
            "confirm many": ("confirm_many", "quote_confirm", both),
            "reject many": ("reject_many", "quote_reject", both),
            "set speaker": (
                "correct_speaker_many",
                "quote_set_speaker",
                both | {"speaker": self.bo.pk},
            ),
            "reopen many": (
                "reopen_many",
                "quote_reopen",
                {"chosen": keys(self.decided)},
            ),
        }
        return {
            name: Page((act,), address(page), sent, listed)
            for name, (act, page, sent) in acts.items()
        }

    def of_statements(self):
        rope, goats = self.rope.pk, self.goats.pk
        both = keys(self.rope, self.goats)
        acts = {
            "settle": ("settle_dispute", ("settle", rope), {"side": self.ida.pk}),
            "reopen dispute": ("reopen_dispute", ("reopen", self.lamps.pk), {}),
            "split statement": (
                "split_statement",
                ("split", rope),
                {"quotes": [self.quote.pk]},
            ),
            "unsplit statement": ("unsplit_statement", ("unsplit", self.part.pk), {}),
            "unmerge statement": ("unmerge_statement", ("unmerge", self.snow.pk), {}),
            "tell statements apart": (
                "tell_statements_apart",
                ("apart", rope),
                {"other": goats},
            ),
            "statements may be one": (
                "withdraw_statement_distinction",
                ("withdraw", self.apart.pk),
                {},
            ),
        }
        pages = {
            name: Page((act,), address(f"statement_{page}", pk), sent)
            for name, (act, (page, pk), sent) in acts.items()
        }
        merge = address("statement_merge", chosen=both)
        pages["merge statements"] = Page(("merge_statements",), merge, {"stays": rope})
        return pages

    def of_speakers(self):
        both = keys(self.ida, self.bo)
        question = address("speakersuggestion_change", self.suggestion.pk)
        answered = address("speakersuggestion_change", self.answered.pk)
        cluster = address("speakercluster_change", self.cluster.pk)
        ticked = {"chosen": [self.ida.pk, self.bo.pk], "stays": self.ida.pk}
        return {
            "merge speakers": Page(
                ("merge_many_speakers",),
                address("speaker_merge", chosen=both),
                {"target": self.bo.pk},
            ),
            "merge cluster": Page(("merge_many_speakers",), cluster, ticked),
            "tell cluster apart": Page(
                ("tell_many_speakers_apart",), cluster, ticked | {"_apart": "1"}
            ),
            "unmerge many": Page(
                ("unmerge_many_speakers",),
                address("mergedtogether_change", self.merger.pk),
            ),
            "unmerge speaker": Page(
                ("unmerge_speakers",), address("speaker_unmerge", self.voss.pk)
            ),
            "tell speakers apart": Page(
                ("tell_speakers_apart",),
                address("speaker_apart", chosen=both),
            ),
            "speakers may be one": Page(
                ("withdraw_distinction",), address("speaker_withdraw", self.told.pk)
            ),
            "same": Page(
                ("accept_suggestion", "merge_speakers"),
                question,
                {"stays": self.ida.pk, "_same": "1"},
            ),
            "not the same": Page(
                ("dismiss_suggestion",),
                question,
                {"stays": self.ida.pk, "_different": "1"},
            ),
            "ask again": Page(
                ("reopen_suggestion",),
                answered,
                {"stays": self.ida.pk, "_reopen": "1"},
            ),
        }

    def of_one_speaker(self):
        page = address("speaker_change", self.ida.pk)
        names = list(self.ida.aliases.order_by("pk"))
        whole = {
            "name": "Ida Voss",
            "kind": "person",
            "description": "",
            "affiliation": "",
            "wikidata_id": "",
            "aliases-TOTAL_FORMS": len(names),
            "aliases-INITIAL_FORMS": len(names),
        }
        for number, alias in enumerate(names):
            whole[f"aliases-{number}-id"] = alias.pk
            whole[f"aliases-{number}-speaker"] = self.ida.pk
        more = len(names) + 1
        place = names.index(self.alias)
        restored = (self.ida.pk, "speakerdistinction", self.record.history_id)
        return {
            "rename": Page(
                ("rename_speaker",), page, whole | {"name": "Ida Voss-Marl"}
            ),
            "describe": Page(
                ("change_speaker",), page, whole | {"description": "ferrywoman"}
            ),
            "add name": Page(
                ("add_alias",),
                page,
                whole
                | {
                    "aliases-TOTAL_FORMS": more,
                    f"aliases-{more - 1}-name": "Voss of Tarn",
                    f"aliases-{more - 1}-speaker": self.ida.pk,
                },
            ),
            "remove name": Page(
                ("remove_alias",), page, whole | {f"aliases-{place}-DELETE": "on"}
            ),
            "authority": Page(
                ("change_speaker",),
                address("speaker_authority", self.ida.pk),
                {"authority": "Q900001"},
            ),
            "split speaker": Page(
                ("split_speaker",),
                address("speaker_split", self.ida.pk),
                {
                    "name": "Ida Tarn",
                    "chosen": [self.quote.pk],
                    "previewed": str(self.quote.pk),
                    "_split": "1",
                },
            ),
            "unsplit speaker": Page(
                ("unsplit_speaker",), address("speaker_unsplit", self.split.pk)
            ),
            "restore": Page(("restore_record",), address("speaker_restore", *restored)),
            "new": Page(
                ("create_speaker",),
                address("speaker_add"),
                {
                    "name": "Mo Tarn",
                    "kind": "person",
                    "aliases-TOTAL_FORMS": 0,
                    "aliases-INITIAL_FORMS": 0,
                },
            ),
        }

    def of_what_waits(self):
        proposal = address("proposal_change", self.proposal.pk)
        return {
            "settle report": Page(
                ("settle_report", "settle_reports"),
                address("errorreport_change", self.report.pk),
                {"outcome": "accepted"},
            ),
            "reopen report": Page(
                ("reopen_reports",), address("errorreport_reopen", self.closed.pk)
            ),
            "accept": Page(("accept_proposal",), proposal, {"_accept": "1"}),
            "decline": Page(("decline_proposal",), proposal, {"_decline": "1"}),
            "read blind": Page(
                ("record_reading",),
                address("blindreading_read"),
                {
                    "quote": self.quote.pk,
                    "is_quotation": "yes",
                    "speaker": self.ida.pk,
                    "stance": "states",
                },
            ),
            "settle readings": Page(
                ("settle_disagreement",),
                address("blindreading_change", self.reading.pk),
                {"right": self.reading.pk},
            ),
            "try again": Page(
                ("retry_extraction",), address("article_retry", self.failed.pk)
            ),
            "give token": Page(
                ("create_token",), address("apitoken_add"), {"name": "A reader"}
            ),
            "revoke token": Page(
                ("revoke_token",),
                address("apitoken_changelist"),
                {"action": "revoke", "_selected_action": [self.token.pk]},
            ),
        }
