"""The stand-ins as programs, and what is common to them."""

import http.client
import json
import os
import socket
import subprocess
import sys
import unittest

from standin_case import HERE, StandinCase, load

VENDORS = ["toss-payments", "open-banking", "upbit", "inicis"]


class Programs(unittest.TestCase):
    def test_each_says_where_it_listens_and_ends_with_its_input(self):
        for vendor in VENDORS:
            program = subprocess.Popen(
                [sys.executable, "-B", HERE / vendor / "standin.py", "--until-stdin-ends"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "STANDIN_KEY": "given", "PYTHONIOENCODING": "utf-8"},
            )
            with program:
                told = program.stdout.readline().decode().strip()
                start = "listening on http://127.0.0.1:"
                self.assertTrue(told.startswith(start), told)
                connection = http.client.HTTPConnection("127.0.0.1", int(told[len(start) :]))
                connection.request("GET", "/__standin/log")
                log = json.loads(connection.getresponse().read())
                connection.close()
                self.assertEqual((log["calls"], log["complaints"], log["counters"]), ([], [], {}))
                program.stdin.close()
                self.assertEqual(program.wait(30), 0)


class Common(StandinCase):
    kind = load("inicis").Inicis

    def test_an_unknown_fault_is_refused(self):
        for body in [b'{"fault": "none"}', b"{}", b"{", b"[]"]:
            self.assertEqual(self.send("POST", "/__standin/next", body)[0], 400)
        self.assertEqual(self.send("POST", "/__standin/none")[0], 404)
        self.assertEqual(self.send("GET", "/__standin/none")[0], 404)
        self.assertIn("lost-answer", self.control("GET", "faults"))

    def test_a_refused_call_leaves_the_fault_for_the_next(self):
        self.next("html-502")
        self.refused("method", 400, self.send("GET", "/api/v1/refund"))
        self.assertEqual(len(self.server.standin.faults), 1)

    def test_the_log_says_what_came(self):
        self.send("DELETE", "/none?a=b", "가".encode(), {"X-Invented": "1"})
        call = self.last()
        told = (call["method"], call["path"], call["query"], call["body"], call["status"])
        self.assertEqual(told, ("DELETE", "/none", "a=b", "가", 400))
        self.assertIn(["X-Invented", "1"], call["headers"])
        self.assertEqual(call["complaint"]["received"], "/none")
        self.assertEqual(len(self.control("GET", "log")["complaints"]), 1)

    def test_a_body_in_chunks_is_refused(self):
        with socket.create_connection(("127.0.0.1", self.server.server_port), 30) as connection:
            head = b"POST /api/v1/refund HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            connection.sendall(head + b"1\r\na\r\n0\r\n\r\n")
            answer = connection.makefile("rb")
            self.assertIn(b"400", answer.readline())
            self.assertEqual(answer.read().count(b"HTTP/1.1"), 0)
        self.assertEqual(self.last()["complaint"]["where"], "header Transfer-Encoding")


if __name__ == "__main__":
    unittest.main()
