"""Typing into the first window, as everybody does in the morning."""

from PySide6.QtWidgets import QListWidget

from client.core.i18n import _
from client.core.roles import role_title
from server_db.demo.people import BY_LOGIN
from tests.client.reach import button, field


def sign_in(window, login, password=None):
    """Sign in at the first window; the server stands there already."""
    form = window.credentials
    form.login.setText(login)
    form.password.setText(password or BY_LOGIN[login].password)
    form.enter.click()


def begin_as(window, role):
    """Choose among several roles; the first if it is all the same."""
    held = field(window, _("Role"), QListWidget)
    titles = [held.item(row).text() for row in range(held.count())]
    held.setCurrentRow(
        next(row for row, title in enumerate(titles) if role is None or role_title(role) in title)
    )
    button(window, _("Begin")).click()
