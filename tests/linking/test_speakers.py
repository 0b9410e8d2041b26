"""Which names are one speaker."""

from django.test import TestCase

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers import link_speakers
from quotes.models import Speaker, SpeakerAlias, SpeakerSuggestion
from tests.build import make_alias, make_article, make_speaker

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

    def test_a_person_is_no_body_of_the_same_name(self):
        self.assertNotEqual(link("Holm Lind"), link("Holm Lind", BODY))

    def test_an_initial_is_a_question(self):
        ada = link("Ada Holm")
        self.assertNotEqual(link("A. Holm"), ada)
        self.assertEqual(SpeakerSuggestion.objects.get().candidate, ada)


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
