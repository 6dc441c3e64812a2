"""A page of drawings over HTTP, on this machine. Caller: engine.displacy."""

from __future__ import annotations

import socket
import sys
import warnings
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref import simple_server

from engine.errors import InputError

LOOPBACK = "127.0.0.1"


class OtherPort(UserWarning):
    """The port asked for is taken; the page is on the next one that is free."""


class _Handler(simple_server.WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the address was printed."""


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


def _is_taken(port: int, host: str) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # as the server does; else a port whose last connection just closed counts as taken
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if isinstance(error, socket.gaierror):
                raise InputError("displacy.bad_host", f"There is no host {host!r}: {error.strerror}.") from error
            return True
    return False


def serve_app(app: Callable[..., Iterable[bytes]], style: str, host: str, port: int) -> None:
    """Answer requests until Ctrl-C. Prints the address."""

    class Server(simple_server.WSGIServer):
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

    with simple_server.make_server(host, port, app, server_class=Server, handler_class=_Handler) as server:
        shown = f"[{host}]" if ":" in host else host
        print(f"\nUsing the '{style}' visualizer\nServing on http://{shown}:{server.server_port} ...\n")
        sys.stdout.flush()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("Shutting down server.")
