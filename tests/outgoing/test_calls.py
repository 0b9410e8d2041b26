"""Which addresses may be called."""

import socket
from unittest import TestCase
from unittest.mock import patch

from quotes.outgoing.calls import AddressError, post, read_address, refuse_private
from tests.outgoing.receivers import PATIENCE, receiver

PRIVATE = (
    "127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "0.0.0.1", "255.255.255.255", "224.0.0.1", "::1", "::",
    "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::",
    "64:ff9b::7f00:1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "ff02::1",
)  # fmt: skip


class AddressTests(TestCase):
    def test_addresses_that_are_not_public_are_refused_however_written(self):
        for address in PRIVATE:
            with self.subTest(address), self.assertRaises(AddressError):
                refuse_private(address)
        for address in ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"):
            refuse_private(address)

    def test_what_is_no_address_of_the_web_is_refused(self):
        for written in (
            "", "x", "ftp://a.example/", "file:///etc/passwd", "https://", "http:///a",
            "https://user:pw@a.example/", "https://a.example:0/", "https://a b/",
            "https://a.example:99999/", "http://[::1", "https://a.example/\n",
            "https://ä.example/", "https://a.example/" + "x" * 2000,
            "http://localhost/", "http://LOCALHOST./", "http://x.localhost/",
            "http://db.internal/", "http://printer.local/", "http://127.0.0.1/",
            "http://[::1]/", "http://[::ffff:10.0.0.1]/",
        ):  # fmt: skip
            with self.subTest(written), self.assertRaises(AddressError):
                read_address(written)
        for written in ("https://a.example/hook?x=1", "http://a.example:8080"):
            read_address(written)

    def test_one_s_own_network_may_be_allowed(self):
        read_address("http://localhost:8000/", private=True)
        with self.assertRaises(AddressError):
            read_address("ftp://localhost/", private=True)


class PostTests(TestCase):
    def post(self, address, *, private=True, seconds=2.0):
        return post(address, b"{}", {}, seconds=seconds, private=private)

    def test_a_name_that_leads_to_this_machine_is_not_called(self):
        """Looked at after it was resolved: what the name looks like says nothing."""
        with receiver() as received:
            port = received.address.split(":")[2].split("/")[0]
            answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 1))]
            with patch("socket.getaddrinfo", return_value=answers):
                outcome = self.post(f"http://public.example:{port}/", private=False)

        self.assertEqual(received.requests, [])
        self.assertIsNone(outcome.status)
        self.assertIn("not on the public internet", outcome.error)

    def test_one_private_address_among_public_ones_is_enough(self):
        answers = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443))
            for ip in ("93.184.215.14", "192.168.0.1")
        ]
        with patch("socket.getaddrinfo", return_value=answers):
            outcome = self.post("https://both.example/", private=False)
        self.assertIn("192.168.0.1", outcome.error)

    def test_numbers_in_disguise_lead_nowhere_either(self):
        for host in ("2130706433", "0x7f000001", "127.1", "017700000001"):
            with self.subTest(host):
                outcome = self.post(f"http://{host}/", private=False)
                self.assertIsNone(outcome.status)
                self.assertTrue(outcome.error)

    def test_an_answer_is_taken_and_a_redirection_is_not_followed(self):
        with receiver() as other, receiver(answer=307, location=other.address) as first:
            outcome = self.post(first.address)
            self.assertFalse(outcome.succeeded)
            self.assertIn("redirects", outcome.error)
            self.assertEqual(other.requests, [])
            self.assertTrue(self.post(other.address).succeeded)

    def test_time_is_up_for_the_slow_and_for_who_drips(self):
        for behaviour in ({"never": True}, {"drip": True}):
            with self.subTest(behaviour), receiver(**behaviour) as received:
                outcome = self.post(received.address, seconds=0.4)
                self.assertIsNone(outcome.status)
                self.assertIn("No answer within 0.4 seconds", outcome.error)
                self.assertLess(outcome.seconds, PATIENCE / 2)

    def test_who_is_down_and_who_has_no_address(self):
        with receiver() as received:
            address = received.address
        self.assertIn("refused", self.post(address).error)
        self.assertTrue(self.post("http://nowhere.invalid/").error)
