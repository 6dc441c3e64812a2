"""A page of drawings over HTTP, on this machine. Caller: engine.displacy."""

from __future__ import annotations

import errno
import http.server
import socket
import sys
import warnings
from collections.abc import Callable, Iterable
from typing import Any

from engine.errors import InputError

LOOPBACK = "127.0.0.1"


class OtherPort(UserWarning):
    """The port asked for is taken; the page is on the next one that is free."""


class _Server(http.server.ThreadingHTTPServer):
    """One thread a connection: browsers open some that they leave silent. Ctrl-C reaches the thread that waits."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def _handler(app: Callable[..., Iterable[bytes]]) -> type[http.server.BaseHTTPRequestHandler]:
    """What answers requests with a WSGI application."""

    class Handler(http.server.BaseHTTPRequestHandler):
        timeout = 60  # seconds that a silent connection is kept

        def do_GET(self) -> None:
            def start_response(status: str, headers: list[tuple[str, str]]) -> None:
                code, _, reason = status.partition(" ")
                self.send_response_only(int(code), reason)
                for name, value in headers:
                    self.send_header(name, value)
                self.end_headers()

            for part in app({"REQUEST_METHOD": self.command, "PATH_INFO": self.path}, start_response):
                self.wfile.write(part)

        do_HEAD = do_GET

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: the address was printed."""

    return Handler


def find_available_port(start: int, host: str, auto_select: bool = False) -> int:
    """A port that is free: `start`, or with auto_select the next one up.

    Raises InputError when it is taken, or no port above it is free. Warns OtherPort when it is another one.
    """
    if isinstance(start, bool) or not isinstance(start, int) or not 0 <= start <= 65535:
        raise InputError("displacy.bad_port", f"The port is {start!r}.", "It takes a number from 0 to 65535.")
    for port in range(start, 65536 if auto_select else start + 1):
        if not _is_taken(port, host):
            if port != start:
                warnings.warn(f"Port {start} is in use; this is on port {port}.", OtherPort, stacklevel=3)
            return port
    raise InputError(
        "displacy.port_in_use",
        f"Port {start} of {host} is in use{' and no higher one is free' if auto_select else ''}.",
        "Give another port, or auto_select_port=True.",
    )


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _is_taken(port: int, host: str) -> bool:
    with socket.socket(_family(host), socket.SOCK_STREAM) as probe:
        # as the server does; else a port whose last connection just closed counts as taken
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return True
            raise InputError(
                "displacy.cannot_listen",
                f"Nothing can listen on port {port} of {host!r}: {error.strerror}.",
                "The default host is this machine, 127.0.0.1; ports below 1024 may need rights.",
            ) from error
    return False


def serve_app(app: Callable[..., Iterable[bytes]], style: str, host: str, port: int) -> None:
    """Answer requests until Ctrl-C. Prints the address."""

    class Server(_Server):
        address_family = _family(host)

    with Server((host, port), _handler(app)) as server:
        shown = f"[{host}]" if ":" in host else host
        print(f"\nUsing the '{style}' visualizer\nServing on http://{shown}:{server.server_port} ...\n")
        sys.stdout.flush()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("Shutting down server.")
