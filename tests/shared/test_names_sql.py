"""The server folds, sorts and normalises names exactly as the program does."""

from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_db.demo import name_lists
from shared.names import APOSTROPHES, fold, sort_key
from shared.scripts import name_in, normalise_apostrophes

RULES = Path(__file__).parents[2] / "server_db/sql/000_naming/rules.sql"
LETTERS = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZабвгдеёжзийклмнопрстуфхцчшщъыьэюяўқғҳ"
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЎҚҒҲӘәӨөҮүҰұҢңҺһІіҶҷӮӯӢӣçğışıİøØłŁđĐðÐßéÉñ"
    f"{APOSTROPHES}\u0300\u0306\u0308\u0327\u00ad\u200b\u200d\ufeff 0123456789-.,()№—\n\t{{|}}~¡ӿѠ😀𝐀阿"
)
NAMES = st.text(st.sampled_from(LETTERS), max_size=40)
ANY = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs", "Cn")), max_size=40)


@pytest.fixture(scope="module")
def connection(server):
    with psycopg.connect(server.admin_dsn(), autocommit=True) as connection:
        for _ in range(2):
            connection.execute(RULES.read_bytes())
        yield connection


def asked(connection, texts):
    return connection.execute(
        "select naming.fold(name), naming.sort_key(name), naming.normalise(name)"
        " from unnest(%s::text[]) with ordinality as given (name, place) order by place",
        [texts],
    ).fetchall()


@given(st.lists(NAMES | ANY, min_size=1, max_size=100))
def test_server_and_program_agree(connection, texts):
    rows = asked(connection, texts)
    assert rows == [(fold(text), sort_key(text), normalise_apostrophes(text)) for text in texts]


def test_every_letter_of_the_first_planes_agrees(connection):
    texts = [f"o{chr(code)}y{chr(code)}" for code in range(1, 0x3000)]
    rows = asked(connection, texts)
    differing = [
        (text, row)
        for text, row in zip(texts, rows, strict=True)
        if row != (fold(text), sort_key(text), normalise_apostrophes(text))
    ]
    assert differing == []


def test_cyrillic_keys_are_in_the_order_of_the_names_as_they_are_shown(connection):
    names = [
        *name_lists.MEN,
        *name_lists.WOMEN,
        *map("{}ov".format, name_lists.SURNAME_STEMS),
        *name_lists.RUSSIAN_MEN,
        "Tsoy Vasilʼyevich",
        "Isʼhoqov",
        "Eʼzoz",
        "Yelena",
        "Gretsiya",
        "Цой",
        "2026/2027, kuzgi",
    ]
    for script in ("oz", "ru"):
        rows = connection.execute(
            f"select naming.sort_key_{script}(name) from unnest(%s::text[]) name", [names]
        )
        assert [row[0] for row in rows] == [sort_key(name_in(script, name)) for name in names]


def test_keys_can_be_generated_columns(connection):
    connection.execute(
        """create temporary table person (
            name text,
            key text generated always as (naming.fold(name)) stored,
            place text generated always as (naming.sort_key(name)) stored)"""
    )
    connection.execute(
        "insert into person (name) values ('Ғуломов'), (E'G\\u02bbulomov'), ('Zokirov'), ('Choriyev')"
    )
    assert connection.execute("select count(*) from person where key = 'gulomov'").fetchone() == (2,)
    ordered = connection.execute('select name from person order by place collate "C"').fetchall()
    assert [name for (name,) in ordered] == ["Zokirov", "Gʻulomov", "Choriyev", "Ғуломов"]


def test_no_search_path_can_change_the_key(connection):
    connection.execute("create schema if not exists trap")
    connection.execute(
        "create or replace function trap.btrim(text) returns text language sql immutable return 'trapped'"
    )
    connection.execute("set search_path = trap, pg_catalog")
    try:
        assert connection.execute("select naming.fold('Karimov')").fetchone() == ("karimov",)
    finally:
        connection.execute("reset search_path")
        connection.execute("drop schema trap cascade")
