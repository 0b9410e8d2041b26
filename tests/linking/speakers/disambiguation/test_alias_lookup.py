"""Looking up who bears a name costs no more where thousands do."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.disambiguation.alias_lookup import (
    COLUMNS,
    MOST_NAMES,
    find_name_holders,
)
from quotes.linking.speakers.disambiguation.candidate_speakers import (
    MOST_CANDIDATES,
    load_candidates,
)
from quotes.linking.speakers.link import link_speakers
from quotes.models import Speaker, SpeakerAlias
from tests.build import make_alias, make_article, make_speaker

NO_PLACES: frozenset[str] = frozenset()


def make_namesakes(count):
    speakers = Speaker.objects.bulk_create(
        Speaker(name=f"Ana {n} Tarn", slug=f"ana-{n}", kind="person")
        for n in range(count)
    )
    SpeakerAlias.objects.bulk_create(
        SpeakerAlias(
            speaker=speaker,
            name=speaker.name,
            folded=speaker.name.lower(),
            skeleton="aaannrt",
            family_name="tarn",
            acronym="AT",
        )
        for speaker in speakers
    )
    return speakers


class BearerTests(TestCase):
    def test_of_many_the_first_names_alone_are_read(self):
        speakers = make_namesakes(MOST_NAMES + 100)

        for column, key in zip(COLUMNS, ("aaannrt", "tarn", "AT"), strict=True):
            with self.subTest(column), self.assertNumQueries(self.cost()):
                found = find_name_holders({column: [key]})
                self.assertEqual(
                    found,
                    [(column, key, s.pk, None) for s in speakers[:MOST_NAMES]],
                )

    def test_each_key_of_each_column_in_one_query(self):
        ana, bo = make_speaker("Ana Tarn"), make_speaker("Bo Lind")
        old = make_speaker("Anna Tarn", merged_into=ana)

        with self.assertNumQueries(self.cost()):
            found = find_name_holders({"family_name": ["lind", "nobody", "tarn"]})

        self.assertEqual(
            found,
            [
                ("family_name", "tarn", ana.pk, None),
                ("family_name", "lind", bo.pk, None),
                ("family_name", "tarn", old.pk, ana.pk),
            ],
        )

    def test_nothing_is_asked_without_keys(self):
        with self.assertNumQueries(0):
            self.assertEqual(find_name_holders({"skeleton": []}), [])

    def test_they_come_in_order_from_an_index(self):
        for column in COLUMNS:
            with self.subTest(column):
                plan = self.plan(column)
                self.assertIn("alias_by_", plan)
                self.assertNotRegex(plan, "Sort|TEMP B-TREE")

    def plan(self, column):
        """How the database looks up one key of ``column``."""
        with CaptureQueriesContext(connection) as queries:
            find_name_holders({column: ["tarn"]})
        asked = next(q["sql"] for q in queries if "speakeralias" in q["sql"])
        postgres = connection.vendor == "postgresql"
        with connection.cursor() as cursor:
            if postgres:
                # As for a table of any size; an empty one is read through.
                cursor.execute("SET LOCAL enable_seqscan = off")
                cursor.execute("SET LOCAL enable_bitmapscan = off")
            cursor.execute(f"EXPLAIN {'' if postgres else 'QUERY PLAN '}{asked}")
            return "\n".join(str(row) for row in cursor.fetchall())

    @staticmethod
    def cost():
        """The settings of the planner are two more on PostgreSQL."""
        return 3 if connection.vendor == "postgresql" else 1


class CandidateTests(TestCase):
    found = DocumentSpeaker("Ana Tarn", SpeakerKind.PERSON, ("Ana Tarn",))

    def test_of_many_the_eldest_are_candidates(self):
        speakers = make_namesakes(MOST_NAMES + 100)

        candidates = load_candidates([self.found], NO_PLACES)

        self.assertEqual(
            [known.speaker for known in candidates.of(["-tarn"])],
            speakers[:MOST_CANDIDATES],
        )

    def test_many_names_of_one_leave_room_for_others(self):
        first, second = make_speaker("Ana Tarn"), make_speaker("Ida Tarn")
        for number in range(MOST_CANDIDATES):
            make_alias(first, f"Ana {number} Tarn")

        candidates = load_candidates([self.found], NO_PLACES)

        self.assertEqual(
            [known.speaker for known in candidates.of(["-tarn"])], [first, second]
        )

    def test_a_voice_of_a_body_is_found_among_thousands_of_that_name(self):
        def link(body):
            role = DocumentSpeaker("officials", SpeakerKind.GROUP, (), "", body)
            return link_speakers([role], article=make_article())["officials"]

        for number in range(MOST_CANDIDATES + 1):
            link(f"Board {'abcdefghijklm'[number % 13]}{number}")

        voice = link("Harbour Board")

        self.assertEqual(link("Harbour Board"), voice)

    def test_a_voice_is_asked_for_without_order(self):
        """In order of their numbers PostgreSQL would walk all speakers to find one."""
        body = DocumentSpeaker(
            "Harbour Board", SpeakerKind.ORGANISATION, ("Harbour Board",)
        )
        role = DocumentSpeaker("officials", SpeakerKind.GROUP, (), "", body.name)
        with CaptureQueriesContext(connection) as queries:
            link_speakers([body, role], article=make_article())

        (asked,) = [q["sql"] for q in queries if '"affiliation_id" = ' in q["sql"]]
        self.assertNotIn("ORDER BY", asked)

    def test_of_two_voices_the_elder_is_meant(self):
        board = make_speaker("Harbour Board", kind="organisation")
        first, _ = (
            make_speaker("officials", kind="group", affiliation=board) for _ in range(2)
        )
        role = DocumentSpeaker("officials", SpeakerKind.GROUP, (), "", board.name)

        self.assertEqual(
            link_speakers([role], article=make_article()), {"officials": first}
        )
