"""The start page of a role: what waits, what is on today, and its numbers as pictures."""

from client.views.shell.start.page import StartPage

__all__ = ["StartPage"]
