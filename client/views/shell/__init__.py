"""The frame around the windows: sign-in, menu, tabs, palette, start page, help."""

from client.core.i18n import N_
from client.core.roles import EVERYBODY
from client.widgets.contribution import Module
from client.widgets.windows import Make, Window

HEADING = "frame"


def start_page() -> Make:
    from client.views.shell.start import StartPage

    return StartPage


def own_account() -> Make:
    from client.views.shell.my_account import MyAccount

    return MyAccount


MODULE = Module(
    windows=(
        Window("start", N_("Start page"), HEADING, EVERYBODY, start_page, "home"),
        Window("my-account", N_("My account"), HEADING, EVERYBODY, own_account, "account", listed=False),
    ),
)
