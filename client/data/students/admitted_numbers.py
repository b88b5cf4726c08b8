"""Numbers of students that this university did not give."""

from client.data.server.gateway import Gateway


def admit(gateway: Gateway, numbers: list[str], reason: str) -> int:
    """Let these numbers be used; return how many were not admitted before."""
    return int(gateway.call("system.admit_numbers", "students.student", numbers, reason))
