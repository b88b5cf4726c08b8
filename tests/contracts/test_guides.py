"""Every role has its guide in every language, and the guides name windows and keys that exist."""

import re

import pytest

from client.core.i18n import set_language, translation
from client.core.roles import EVERYBODY, PREFIX, ROLES
from client.views.modules import HEADINGS, MODULES
from client.views.shell.help import GUIDES, guide


@pytest.fixture(autouse=True)
def uzbek_again():
    yield
    set_language("uz")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("code", ["uz", "oz", "ru", "en"])
def test_every_role_has_a_guide(role, code):
    set_language(code)
    text = guide(role)
    assert text.startswith("# ")
    assert "Ctrl+K" in text


def test_there_is_no_guide_for_nobody():
    known = {f"{name}.{code}.md" for name in (*EVERYBODY, "common") for code in ("uz", "ru", "en")}
    assert {page.name for page in GUIDES.iterdir()} == known


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("code", ["uz", "ru", "en"])
def test_a_guide_names_windows_as_the_menu_of_the_role_does(role, code):
    """Bold words at the beginning of a line are windows, or what the card calls its parts."""
    windows = [w for module in MODULES for w in module.windows if w.is_for(role)]
    titles = {translation(window.title, code) for window in windows}
    titles |= {translation(heading.title, code) for heading in HEADINGS}
    page = (GUIDES / f"{role.removeprefix(PREFIX)}.{code}.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\d+\. \*\*([^*]+)\*\*", page, re.MULTILINE))
    parts = {translation(part, code) for part in PARTS}
    assert named <= titles | parts


PARTS = ("Private data", "Photo", "Import", "Sign-in account", "Import of students", "References")
