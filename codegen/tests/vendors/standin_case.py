"""What the tests of the stand-ins share: a stand-in of its own for each class, and calls of it."""

import http.client
import importlib.util
import json
import pathlib
import threading
import unittest

from standin_server import listen

HERE = pathlib.Path(__file__).resolve().parent


def load(directory):
    """The module of a stand-in, whose folder is named as no package may be."""
    path = HERE / directory / "standin.py"
    spec = importlib.util.spec_from_file_location(directory.replace("-", "_"), path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class StandinCase(unittest.TestCase):
    kind = None  # the class of the stand-in

    @classmethod
    def setUpClass(cls):
        cls.server = cls.serving(cls.kind())

    @classmethod
    def serving(cls, standin):
        server = listen(standin)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()

        def end():
            server.shutdown()
            server.server_close()

        cls.addClassCleanup(end)
        return server

    def setUp(self):
        self.control("POST", "reset")

    def send(self, method, path, body=None, headers=None, server=None):
        """Status, headers and bytes of the answer."""
        port = (server or self.server).server_port
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            pairs = headers.items() if isinstance(headers, dict) else headers or []
            for name, value in pairs:
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def control(self, method, path, asked=None):
        body = None if asked is None else json.dumps(asked).encode()
        status, _, content = self.send(method, f"/__standin/{path}", body)
        self.assertEqual(status, 200, content)
        return json.loads(content)

    def next(self, fault, **more):
        self.control("POST", "next", {"fault": fault, **more})

    def last(self):
        return self.control("GET", "log")["calls"][-1]

    def counters(self):
        return self.control("GET", "log")["counters"]

    def accepted(self, answer, status=200):
        """The content of an answer to a request without fault."""
        self.assertEqual((answer[0], self.last()["complaint"]), (status, None), answer[2])
        return json.loads(answer[2])

    def refused(self, where, status, answer):
        complaint = self.last()["complaint"]
        told = (answer[0], complaint and complaint["where"], self.last()["verdict"])
        self.assertEqual(told, (status, where, "refused"), complaint)

    def lost(self, *request):
        with self.assertRaises(http.client.RemoteDisconnected):
            self.send(*request)

    def common_faults(self, request, counter=None):
        """What can be asked of any vendor; `request` makes a request that is right and new."""
        self.next("html-502")
        status, headers, content = self.send(*request())
        self.assertEqual((status, headers["Content-Type"]), (502, "text/html; charset=UTF-8"))
        self.assertIn("게이트웨이", content.decode())
        self.next("dropped")
        self.lost(*request())
        self.assertEqual(self.counters().get(counter), None)
        self.next("answer", status=503, body="{}", type="text/plain", headers={"X-Any": "1"})
        status, headers, content = self.send(*request())
        told = (status, headers["Content-Type"], headers["X-Any"], content)
        self.assertEqual(told, (503, "text/plain", "1", b"{}"))
        self.next("rate-limited", times=2, headers={"X-Any": "2"})
        for _ in range(2):
            status, headers, _ = self.send(*request())
            self.assertEqual((status, headers["X-Any"]), (429, "2"))
        self.next("unknown-fields")
        self.assertIn("standin_unknown", self.send(*request())[2].decode())
        self.next("lost-answer", path="/another")
        self.next("lost-answer")
        self.lost(*request())
        self.assertEqual(self.last()["verdict"], "accepted")
        self.assertEqual(self.send(*request())[0] // 100, 2)
