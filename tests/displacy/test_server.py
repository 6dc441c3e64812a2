"""`serve`: a page on this machine, until it is told to stop."""

import http.client
import inspect
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from engine import displacy
from engine.errors import InputError

ROOT = Path(__file__).parents[2]
DATA = {"text": "For Lisbon", "ents": [{"start": 4, "end": 10, "label": "ÖRG"}]}
# also where the tests run in the background of a shell, which ignores SIGINT
SERVE = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
SERVE += f"from engine import displacy; displacy.serve({DATA!r}, style='ent', manual=True, port=0)"


@pytest.fixture
def taken():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_only_this_machine_by_default():
    assert inspect.signature(displacy.serve).parameters["host"].default == "127.0.0.1"


def test_serving_and_stopping():
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        lines = [server.stdout.readline() for _ in range(3)]
        assert "'ent'" in lines[1] and "http://127.0.0.1:" in lines[2], lines
        port = int(lines[2].rsplit(":", 1)[1].split()[0])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/")
        answer = connection.getresponse()
        body = answer.read().decode("utf8")
        assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert body.startswith("<!DOCTYPE html>") and "Lisbon" in body and "ÖRG" in body
        connection.close()
        with socket.create_connection(("127.0.0.1", port)):  # says nothing, as those that browsers open ahead
            connection.request("GET", "/favicon.ico")
            assert connection.getresponse().read()
            connection.close()
        connection.request("HEAD", "/")
        assert connection.getresponse().read() == b""
        connection.close()
        server.send_signal(signal.SIGINT)
        out, error = server.communicate(timeout=30)
        assert (server.returncode, error) == (0, "") and "Shutting down" in out
    finally:
        server.kill()
        server.wait()


def test_ports(taken):
    with pytest.raises(ValueError, match="auto_select_port"):
        displacy.serve(DATA, style="ent", manual=True, port=taken)
    with pytest.warns(displacy.OtherPort, match=str(taken)):
        assert displacy.find_available_port(taken, "127.0.0.1", auto_select=True) > taken
    for port in (-1, 65536, "5000", True):
        with pytest.raises(InputError, match="bad_port"):
            displacy.find_available_port(port, "127.0.0.1")
    with pytest.raises(InputError, match="cannot_listen"):
        displacy.find_available_port(0, "no such host")


def test_what_cannot_be_drawn_is_refused_before_serving():
    with pytest.raises(InputError, match="unknown_style"):
        displacy.serve(DATA, style="tree", manual=True, port=0)


def test_the_application():
    displacy.render(DATA, style="ent", manual=True)
    started = []
    (body,) = displacy.app({"REQUEST_METHOD": "GET"}, lambda *arguments: started.append(arguments))
    assert body.decode("utf8").startswith("<div") and started[0][0] == "200 OK"
