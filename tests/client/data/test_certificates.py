"""A server that cannot prove itself is told nothing; each way of failing says what to do.

The certificates beside this file, with their keys, were made for these tests and are good for nothing else.
"""

import contextlib
import socket
import ssl
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from client.core.errors import Unavailable
from client.data.server.connection import Deadlines
from client.data.server.session import Server

CERTIFICATES = Path(__file__).with_name("certificates")
AUTHORITY = CERTIFICATES / "authority.pem"


class SecureServer:
    """Answers like a PostgreSQL with TLS as far as the certificate, and keeps what it is told after that."""

    def __init__(self, certificate):
        self.told = b""
        self._tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH) if certificate else None
        if self._tls:
            self._tls.load_cert_chain(CERTIFICATES / f"{certificate}.pem")
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self):
        with contextlib.suppress(OSError):
            plain, _address = self._listener.accept()
            with plain:
                plain.settimeout(10)
                plain.recv(8)  # may we speak in secret?
                plain.sendall(b"S" if self._tls else b"N")
                if self._tls is None:
                    self.told = plain.recv(1024)
                    return
                with self._tls.wrap_socket(plain, server_side=True) as secret:
                    self.told = secret.recv(1024)

    def close(self):
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(timeout=10)


@pytest.fixture
def secure():
    """secure("expired", host): the address of a server that shows this certificate, and the server."""
    made = []

    def make(certificate, host="db.university.uz", authority=AUTHORITY):
        shown = SecureServer(certificate)
        made.append(shown)
        address = Server.parse(f"{host}:{shown.port}")
        here = {"hostaddr": "127.0.0.1", "sslrootcert": str(authority)}
        return replace(address, parameters=address.parameters | here), shown

    yield make
    for each in made:
        each.close()


@pytest.mark.parametrize(
    ("certificate", "host", "sentence"),
    [
        ("expired", "db.university.uz", "has expired, comes from another authority"),
        ("stranger", "db.university.uz", "has expired, comes from another authority"),
        ("valid", "db.other.uz", "the certificate of another one"),
        (None, "db.university.uz", "cannot prove that it is yours"),
    ],
)
def test_a_server_with_a_wrong_certificate_is_told_nothing(secure, certificate, host, sentence):
    server, shown = secure(certificate, host)
    with pytest.raises(Unavailable, match=sentence):
        server.connect("hr", "secret", Deadlines(connect=5))
    shown.close()
    assert shown.told == b""


def test_a_computer_without_the_certificate_of_the_authority_is_told_so(secure, tmp_path):
    server, _shown = secure("valid", authority=tmp_path / "missing.pem")
    with pytest.raises(Unavailable, match="lacks the certificate"):
        server.connect("hr", "secret", Deadlines(connect=5))


def test_the_right_certificate_is_believed(secure):
    server, shown = secure("valid")
    with pytest.raises(Unavailable):  # it is no PostgreSQL beyond its certificate
        server.connect("hr", "secret", Deadlines(connect=5))
    shown.close()
    assert b"hr" in shown.told
