"""Which names are one speaker."""

import gc
import weakref

from django.test import TestCase

from quotes import review
from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.disambiguation.article_context import ArticleContext
from quotes.linking.speakers.link import link_speakers
from quotes.linking.store.told_apart import ToldApart
from quotes.models import Speaker, SpeakerAlias, SpeakerSuggestion
from quotes.names.folding import fold
from tests.build import (
    make_alias,
    make_article,
    make_editor,
    make_quote,
    make_speaker,
)

PERSON, BODY, GROUP = SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.GROUP


def link(name, kind=PERSON, names=None, article=None, others=(), **fields):
    names = (name,) if names is None else names
    found = DocumentSpeaker(name=name, kind=kind, names=names, **fields)
    return link_speakers([found, *others], article=article)[name]


class SpellingTests(TestCase):
    def test_one_speaker_in_many_spellings(self):
        for one, other in (
            ("Oleksar Demidzei", "Olexar Demidzey"),
            ("Tamu Kel-oran", "Tamu Kel Oran"),
            ("Tamu Kel-oran", "Kel-oran Tamu"),
            ("Zoë Brückner", "Zoe Bruckner"),
            ("Bo Lind", "Mayor Bo Lind"),
            ("Ada B. Holm", "Ada Holm"),
        ):
            with self.subTest(other):
                self.assertEqual(link(one), link(other))

    def test_bodies_in_many_spellings(self):
        for one, other in (
            ("Coastguard Command", "Coast Guard Command"),
            ("Ministry of Harbours", "Harbours Ministry"),
        ):
            with self.subTest(other):
                self.assertEqual(link(one, BODY), link(other, BODY))

    def test_anagrams_are_not_one(self):
        self.assertNotEqual(link("Amy Lean"), link("Amy Lane"))

    def test_an_acronym_is_its_expansion_where_a_text_says_so(self):
        full = link("Tarn Dispatch Agency", BODY, ("Tarn Dispatch Agency", "TDA"))
        self.assertEqual(link("TDA", BODY), full)

    def test_every_printed_form_is_kept(self):
        speaker = link("Bo Lind", names=("Bo Lind", "Lind"))
        self.assertEqual([a.name for a in speaker.aliases.all()], ["Bo Lind", "Lind"])

    def test_a_merged_speaker_is_found_as_the_one_it_is(self):
        target = make_speaker("Ana Tarn")
        make_speaker("Anna Tarnova", merged_into=target)
        self.assertEqual(link("Anna Tarnova"), target)


class DoubtTests(TestCase):
    def test_a_surname_alone_is_nobody_named_in_full_elsewhere(self):
        ana = link("Ana Tarn", names=("Ana Tarn", "Tarn"))
        alone = link("Tarn")
        self.assertNotEqual(alone, ana)
        self.assertEqual(
            SpeakerSuggestion.objects.values_list("speaker", "candidate").get(),
            (alone.pk, ana.pk),
        )

    def test_a_surname_that_an_authority_gives_is_enough(self):
        ana = make_speaker("Ana Tarn", kind="person")
        make_alias(ana, "Tarn", SpeakerAlias.Origin.IMPORT)
        self.assertEqual(link("Tarn"), ana)

    def test_namesakes_with_other_trades_are_two_and_a_question(self):
        goalkeeper = link("Jo Redmayle", description="goalkeeper")
        official = link("Jo Redmayle", description="the borough's head of finance")
        self.assertNotEqual(goalkeeper, official)
        self.assertEqual(SpeakerSuggestion.objects.count(), 1)

    def test_an_abbreviated_title_is_no_other_trade(self):
        governor = link("Jo Redmayle", description="the outer islands’ governor")
        self.assertEqual(link("Jo Redmayle", description="Gov."), governor)

    def test_a_person_is_no_body_of_the_same_name(self):
        self.assertNotEqual(link("Holm Lind"), link("Holm Lind", BODY))

    def test_an_initial_is_a_question(self):
        ada = link("Ada Holm")
        self.assertNotEqual(link("A. Holm"), ada)
        self.assertEqual(SpeakerSuggestion.objects.get().candidate, ada)


class ToldApartTests(TestCase):
    """What an editor told apart is never taken for one another again."""

    def setUp(self):
        self.editor = make_editor()
        self.keeper = link("Jo Redmayle", description="goalkeeper")
        self.official = link("Jo Redmayle", description="the borough's treasurer")
        review.tell_speakers_apart(
            one=self.keeper, other=self.official, by=self.editor, reason="Cousins"
        )

    def article_of(self, speaker, **fields):
        """An article read before, in which ``speaker`` spoke."""
        article = make_article("“Good morning,” she said.", outlet=None)
        type(article).objects.filter(pk=article.pk).update(
            extracted_at="2031-03-17T00:00Z"
        )
        article.refresh_from_db()
        make_quote(article=article, speaker=speaker, **fields)
        return article

    def test_no_later_run_asks_again(self):
        link("Jo Redmayle", description="the borough's treasurer")
        link("Jo Redmayle")

        self.assertEqual(
            SpeakerSuggestion.objects.get(
                speaker=self.official, candidate=self.keeper
            ).status,
            "different",
        )

    def test_a_description_decides(self):
        for description, speaker in (
            ("former goalkeeper", self.keeper),
            ("borough treasurer", self.official),
        ):
            with self.subTest(description):
                self.assertEqual(link("Jo Redmayle", description=description), speaker)

    def test_without_one_it_is_neither_and_a_question_about_both(self):
        somebody = link("Jo Redmayle")

        self.assertNotIn(somebody, [self.keeper, self.official])
        asked = SpeakerSuggestion.objects.filter(speaker=somebody, status="open")
        self.assertEqual({row.candidate for row in asked}, {self.keeper, self.official})
        self.assertEqual(link("Jo Redmayle"), somebody)

    def test_an_article_read_again_keeps_the_one_it_had(self):
        for speaker in (self.keeper, self.official):
            with self.subTest(speaker.description):
                article = self.article_of(speaker)
                self.assertEqual(link("Jo Redmayle", article=article), speaker)

    def test_the_one_whom_an_editor_gave_a_quote_there_comes_first(self):
        article = self.article_of(self.keeper)
        second = make_quote("she said", article=article, speaker=self.keeper)
        review.correct_speaker(quote=second, speaker=self.official, by=self.editor)

        self.assertEqual(link("Jo Redmayle", article=article), self.official)

    def test_the_name_of_one_does_not_become_a_name_of_the_other(self):
        short = make_speaker("J. M. Redmayle", kind="person")
        review.tell_speakers_apart(one=short, other=self.keeper, by=self.editor)

        found = link(
            "Jo Redmayle",
            names=("Jo Redmayle", "J. M. Redmayle"),
            description="goalkeeper",
        )

        self.assertEqual(found, self.keeper)
        self.assertFalse(self.keeper.aliases.filter(name="J. M. Redmayle").exists())
        self.assertEqual(link("J. M. Redmayle"), short)

    def test_merged_speakers_stand_apart_through_their_target(self):
        target = make_speaker("Josephine Redmayle-Orr", kind="person")
        review.merge_speakers(source=self.official, target=target, by=self.editor)

        self.assertEqual(link("Jo Redmayle", description="goalkeeper"), self.keeper)


class MergedTests(TestCase):
    """Later runs find whom an editor merged somebody into, until it is undone."""

    def setUp(self):
        self.ana = link("Ana Tarn", names=("Ana Tarn", "Tarn"))
        self.alone = link("Tarn")
        self.editor = make_editor()
        review.merge_speakers(source=self.alone, target=self.ana, by=self.editor)

    def test_a_surname_that_an_editor_merged_is_enough(self):
        self.assertEqual(link("Tarn"), self.ana)

    def test_undone_it_is_not(self):
        review.unmerge_speakers(speaker=self.alone, by=self.editor)

        self.assertEqual(link("Tarn"), self.alone)

    def test_an_article_read_again_keeps_what_its_names_stand_for(self):
        article = make_article(extracted_at="2031-03-17T00:00Z")
        article.refresh_from_db()
        for number in range(3):
            other = make_speaker(f"Somebody {number}")
            make_quote(
                "she", article=article, spans=[[number, number + 1]], speaker=other,
                extracted={"speaker_name": f"the {number}. witness"},
            )  # fmt: skip

        with self.assertNumQueries(1):
            context = ArticleContext(article, ToldApart([]))

        self.assertEqual(context.before[fold("the 2. witness")], other)


class StateTests(TestCase):
    def test_an_invented_state_is_not_its_president(self):
        linked = link_speakers(
            [
                DocumentSpeaker("Ostmere", BODY),
                DocumentSpeaker(
                    "Ana Tarn", PERSON, ("Ana Tarn",), "president of Ostmere", "Ostmere"
                ),
                DocumentSpeaker("the president of Ostmere", PERSON, (), "", "Ostmere"),
            ],
            article=make_article(),
        )

        self.assertEqual(len({speaker.pk for speaker in linked.values()}), 3)
        self.assertEqual(SpeakerSuggestion.objects.count(), 0)


class RoleTests(TestCase):
    def role(self, body, article=None):
        name = f"{body} spokesperson" if body else "spokesperson"
        others = [DocumentSpeaker(body, BODY, (body,))] if body else []
        return link(
            name, names=(), article=article, others=others, affiliation=body or ""
        )

    def test_a_role_of_one_body_is_one_speaker(self):
        speaker = self.role("Ministry of Harbours", make_article())
        self.assertEqual(self.role("Ministry of Harbours", make_article()), speaker)
        self.assertEqual(speaker.affiliation.name, "Ministry of Harbours")

    def test_roles_of_two_bodies_are_two(self):
        self.assertNotEqual(
            self.role("Ministry of Harbours"), self.role("Ministry of Fields")
        )

    def test_a_role_without_a_body_belongs_to_its_article(self):
        first, second = make_article(), make_article()
        speaker = self.role("", first)
        self.assertNotEqual(self.role("", second), speaker)

    def test_groups_without_a_body_belong_to_their_article(self):
        first = link("officials", GROUP, (), make_article())
        self.assertNotEqual(link("officials", GROUP, (), make_article()), first)


class StoringTests(TestCase):
    def test_the_same_again_makes_nothing(self):
        link("Bo Lind")
        link("Bo Lind")
        self.assertEqual(Speaker.objects.count(), 1)
        self.assertEqual(SpeakerAlias.objects.count(), 1)

    def test_names_of_nothing_are_left_out(self):
        self.assertEqual(link_speakers([DocumentSpeaker("—", PERSON)]), {})


class MemoryTests(TestCase):
    def test_what_was_read_is_let_go_without_a_search_for_garbage(self):
        """The lane searches for garbage but seldom."""
        make_speaker("Ada Holm")
        gc.collect()
        gc.disable()
        try:
            speaker = weakref.ref(link("Ada Holm"))
            self.assertIsNone(speaker())
        finally:
            gc.enable()
