"""What is done from the list of diplomas."""

from PySide6.QtWidgets import QWidget

from client.views.diplomas.paper import show_receipt
from client.widgets.workplace import Workplace


def check_code(workplace: Workplace, _parent: QWidget, _ids: list[int]) -> None:
    """Open the window that checks a QR code, a number or a UUID."""
    workplace.navigator.open("paper-check")


def print_receipt(workplace: Workplace, parent: QWidget, ids: list[int]) -> None:
    """Show the list on which the holders of the chosen diplomas sign."""
    show_receipt(workplace, parent, ids)
