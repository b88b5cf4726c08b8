"""A wire between client and server that a test can cut or let go silent."""

import contextlib
import socket
import threading


class Wire:
    """Forwards bytes between a port of its own and the server's."""

    def __init__(self, port):
        self.server_port = port
        self.silent = threading.Event()
        #: No new connections come through.
        self.refusing = threading.Event()
        #: Called with what the client sends; True cuts the wire when the server has answered it.
        self.cut_after = lambda _sent: False
        self._cutting = threading.Event()
        self._ends = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def cut(self):
        ends, self._ends = self._ends, []  # connections that are made from now on stay whole
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def close(self):
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # closing alone would leave it waiting
        self._listener.close()
        self.cut()
        for thread in self._threads:
            thread.join(timeout=5)

    def _accept(self):
        while True:
            try:
                client, _address = self._listener.accept()
            except OSError:
                return
            if self.refusing.is_set():
                client.close()
                continue
            server = socket.create_connection(("127.0.0.1", self.server_port))
            self._ends += [client, server]
            for pump in (self._to_server, self._to_client):
                thread = threading.Thread(target=pump, args=(client, server), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _to_server(self, client, server):
        with contextlib.suppress(OSError):
            while data := client.recv(65536):
                if self.cut_after(data):
                    self._cutting.set()
                if not self.silent.is_set():
                    server.sendall(data)
            server.shutdown(socket.SHUT_RDWR)

    def _to_client(self, client, server):
        with contextlib.suppress(OSError):
            while data := server.recv(65536):
                if self._cutting.is_set():
                    self._cutting.clear()
                    self.cut()
                    return
                if not self.silent.is_set():
                    client.sendall(data)
            client.shutdown(socket.SHUT_RDWR)
