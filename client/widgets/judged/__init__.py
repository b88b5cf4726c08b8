"""What a file would change, before anything is written: a line for each row or cell, and what happens to it."""

from client.widgets.judged.model import STATUS, JudgedModel
from client.widgets.judged.reasons import Reasons
from client.widgets.judged.status_filter import StatusFilter

__all__ = ["STATUS", "JudgedModel", "Reasons", "StatusFilter"]
