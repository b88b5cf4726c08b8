"""The line between a desk and the server, which can be cut and mended while the program runs."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class NetworkLine:
    """Listens where the program believes the server to be, and hands on what comes, both ways."""

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._there = True
        self._ends: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._answer, daemon=True).start()

    @property
    def port(self) -> int:
        """Where the program has to look for the server."""
        return int(self._door.getsockname()[1])

    def cut(self) -> None:
        """End what is under way; whoever asks from now on is hung up on."""
        self._there = False
        for end in self._ends:
            _hang_up(end)
        self._ends.clear()

    def mend(self) -> None:
        self._there = True

    def _answer(self) -> None:
        while True:
            here, _address = self._door.accept()
            if not self._there:
                here.close()
                continue
            there = socket.create_connection(self._server)
            self._ends += [here, there]
            for source, target in ((here, there), (there, here)):
                threading.Thread(target=_hand_on, args=(source, target), daemon=True).start()


def _hand_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):  # the line was cut
        while data := source.recv(65536):
            target.sendall(data)
    _hang_up(source)
    _hang_up(target)


def _hang_up(end: socket.socket) -> None:
    with suppress(OSError):  # the other side was quicker
        end.shutdown(socket.SHUT_RDWR)
