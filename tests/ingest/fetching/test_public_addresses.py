from unittest import TestCase

from quotes.ingest.fetching.client import Fetcher
from quotes.ingest.fetching.connection import ask
from quotes.ingest.fetching.errors import FetchError
from quotes.ingest.fetching.public_addresses import check_address, is_public
from tests.ingest.servers import fetcher, serving

PRIVATE = (
    "127.0.0.1",
    "10.0.0.1",
    "172.16.9.9",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104 - an address that is refused
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.1.2.3",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
    "no number",
)
PUBLIC = ("93.184.216.34", "1.1.1.1", "2606:4700::1111", "64:ff9b::101:101")


def place(address, *numbers, **options):
    resolving = lambda host, port: list(numbers or ("93.184.216.34",))  # noqa: E731
    return check_address(address, resolving=resolving, **options)


class PublicTests(TestCase):
    def test_numbers_of_this_machine_and_its_networks_are_not_public(self):
        self.assertEqual([n for n in PRIVATE if is_public(n)], [])

    def test_numbers_that_anybody_can_reach_are(self):
        self.assertEqual([n for n in PUBLIC if not is_public(n)], [])


class FindPlaceTests(TestCase):
    def refuse(self, address, *numbers, **options):
        with self.assertRaises(FetchError) as caught:
            place(address, *numbers, **options)
        return str(caught.exception)

    def test_what_is_asked_for_is_a_number_that_was_checked(self):
        found = place("HTTPS://Herald.example/a b?q=ü#part", "93.184.216.34")

        self.assertEqual(found.host, "herald.example")
        self.assertEqual(found.numbers, ("93.184.216.34",))
        self.assertEqual(found.target, "/a%20b?q=%C3%BC")
        self.assertEqual(found.address, "https://herald.example/a%20b?q=%C3%BC")

    def test_a_name_that_is_a_private_address_is_refused(self):
        for number in PRIVATE:
            with self.subTest(number):
                self.assertIn("FETCH_PRIVATE", self.refuse("http://a.example/", number))

    def test_one_private_number_among_public_ones_is_enough(self):
        told = self.refuse("http://a.example/", "93.184.216.34", "10.0.0.1")

        self.assertIn("10.0.0.1", told)

    def test_numbers_in_other_forms_are_the_same_numbers(self):
        for host in ("2130706433", "0x7f.1", "127.1", "localhost", "[::1]"):
            with self.subTest(host), self.assertRaises(FetchError):
                check_address(f"http://{host}/")

    def test_only_the_web_is_fetched(self):
        for address in (
            "file:///etc/passwd",
            "ftp://a.example/",
            "gopher://a.example/",
            "//a.example/",
            "http://",
            "http:///path",
            "http://a.example:99999/",
            "http://[::1/",
            "http://a\\b.example/",
            "http://a%2eexample/",
        ):
            with self.subTest(address):
                self.assertIn("no web address", self.refuse(address))

    def test_a_password_in_an_address_is_refused_and_not_repeated(self):
        told = self.refuse("http://ana:secret@a.example/")

        self.assertIn("password", told)
        self.assertNotIn("secret", told)

    def test_other_ports_are_for_private_networks(self):
        self.assertIn("port 8080", self.refuse("http://a.example:8080/"))
        self.assertIn("port 22", self.refuse("https://a.example:22/"))
        self.assertEqual(place("http://a.example:8080/", private=True).port, 8080)

    def test_a_name_in_other_letters_is_asked_for_as_the_web_spells_it(self):
        self.assertEqual(place("https://müller.example/").host, "xn--mller-kva.example")

    def test_a_name_nobody_knows(self):
        def unknown(host, port):
            raise OSError(-2, "Name or service not known")

        with self.assertRaisesRegex(FetchError, "a.example is not found"):
            check_address("http://a.example/", resolving=unknown)


class RebindingTests(TestCase):
    """A name that is a public address when checked, and this machine's when asked."""

    def test_the_connection_is_to_the_number_that_was_checked(self):
        asked = []

        def resolving(host, port):
            # The first answer is public, every later one is not.
            asked.append(host)
            return ["127.0.0.1"] if len(asked) == 1 else ["10.9.9.9"]

        with serving() as server:
            server.answers["/"] = "<p>Yes.</p>"
            one = fetcher(resolving=resolving)
            address = f"http://herald.example:{server.server_port}/"
            place = one._find(address)
            reply = ask(place, {}, one.limits)

            self.assertEqual(reply.body, b"<p>Yes.</p>")
            self.assertEqual(asked, ["herald.example"])
            host = server.asked[0][1]["Host"]
            self.assertEqual(host, f"herald.example:{server.server_port}")

    def test_a_redirect_to_a_private_address_is_refused(self):
        """The first address is let in, as if it were public; the next is not."""

        class Letting(Fetcher):
            def _find(self, address):
                if f":{server.server_port}/" in address:
                    numbers = {"private": True, "resolving": lambda h, p: ["127.0.0.1"]}
                    return check_address(address, **numbers)
                return super()._find(address)

        for target in ("http://inside.example/x", "http://127.0.0.1/", "file:///x"):
            with self.subTest(target), serving() as server:
                server.answers["/"] = (302, {"Location": target}, "")
                one = Letting(delay=0, resolving=lambda h, p: ["10.0.0.1"])

                with self.assertRaisesRegex(FetchError, "private|no web address"):
                    one.get(f"http://herald.example:{server.server_port}/")
                self.assertEqual(server.paths(), ["/"])
