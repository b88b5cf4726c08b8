"""The server as a workstation meets it, over the connection of a person; what is wanted of it can be broken."""

from psycopg.types.json import Jsonb

from client.core.errors import Unavailable

SEED, MACHINE = "7" * 64, "a" * 32


class Wire:
    """A connection that stores at once, and is cut where the test wants it."""

    def __init__(self, connection, role="hemis_registrar"):
        self.connection, self.role = connection, role
        #: So many exchanges get through; then the line is cut, before the server hears or after it has answered.
        self.left, self.after = None, False
        self.calls = 0

    def store(self, function, *arguments):
        cut = self.left == 0
        if self.left is not None:
            self.left -= 1
        if cut and not self.after:
            raise Unavailable("cut")
        self.calls += 1
        places = ", ".join(["%s"] * len(arguments))
        values = [Jsonb(each) if isinstance(each, dict) else each for each in arguments]
        try:
            row = self.connection.execute(f"select {function}({places})", values).fetchone()
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()
        if cut:
            raise Unavailable("cut")
        return row[0]

    def rows(self, statement, **parameters):
        return self.connection.execute(statement, parameters).fetchall()
