"""What a check says of a paper: the verdict with its sign, what to do, and the facts to compare."""

from client.widgets.paper_verdict.said import Fact, Said
from client.widgets.paper_verdict.view import VerdictView

__all__ = ["Fact", "Said", "VerdictView"]
