"""What the modules add names headings, windows, cards and slots that exist."""

from importlib import import_module
from pkgutil import iter_modules, walk_packages

import client.views
from client.core.roles import EVERYBODY
from client.views.modules import HEADINGS, MODULES
from client.widgets.contribution import Module, gathered
from client.widgets.record_form import OpenCard, Slot
from shared.models.everything import BY_RELATION

EVERYTHING = gathered(MODULES)
WINDOWS = {window.key: window for window in EVERYTHING.windows}


def declared(kind):
    for place in walk_packages(client.views.__path__, "client.views."):
        yield from (each for each in vars(import_module(place.name)).values() if isinstance(each, kind))


def test_every_module_is_listed():
    packages = (
        import_module(f"client.views.{each.name}")
        for each in iter_modules(client.views.__path__)
        if each.ispkg
    )
    assert {id(package.MODULE) for package in packages} == {id(module) for module in MODULES}


def test_windows_and_headings_are_named_once():
    for named in (EVERYTHING.windows, HEADINGS):
        keys = [each.key for each in named]
        assert len(keys) == len(set(keys))


def test_a_window_stands_under_a_heading():
    assert {window.heading for window in EVERYTHING.windows} <= {heading.key for heading in HEADINGS}


def test_roles_of_what_is_added_exist():
    added = (
        *EVERYTHING.windows, *EVERYTHING.tabs, *EVERYTHING.counters, *EVERYTHING.blocks, *EVERYTHING.papers,
    )  # fmt: skip
    assert [each for each in added if not set(each.roles) <= set(EVERYBODY)] == []


def test_the_code_of_everything_is_found():
    for each in (*EVERYTHING.windows, *EVERYTHING.tabs, *EVERYTHING.blocks, *EVERYTHING.papers):
        assert callable(each.load())


def test_a_paper_is_about_records_of_a_table():
    assert {paper.relation for paper in EVERYTHING.papers} <= BY_RELATION.keys()


def test_a_tab_names_a_card_and_a_slot_of_it():
    cards = tuple(declared(OpenCard))
    assert {card.window for card in cards} <= WINDOWS.keys()
    slots = {(card.window, place.name) for card in cards for place in card.places if isinstance(place, Slot)}
    assert [tab for tab in EVERYTHING.tabs if (tab.card, tab.slot) not in slots] == []


def test_a_counter_opens_a_window_of_its_roles():
    for counter in EVERYTHING.counters:
        assert set(counter.roles) <= set(WINDOWS[counter.window].roles), counter.title


def test_a_block_of_the_start_page_leads_to_a_window_of_its_roles_and_watches_tables_that_exist():
    for block in EVERYTHING.blocks:
        assert set(block.roles) <= set(WINDOWS[block.window].roles), block
        assert set(block.relations) <= BY_RELATION.keys(), block


def test_what_is_found_narrows_only_a_list():
    """Any other window, and a list too, comes to the record that was found."""
    for search in EVERYTHING.searches:
        assert WINDOWS[search.window].listed or not search.filtered, search.window


def test_modules_add_in_their_order():
    window, other = EVERYTHING.windows[:2]
    assert gathered([Module((other,)), Module((window,))]).windows == (other, window)
