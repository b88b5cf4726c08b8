"""No variable of a function is called by a word of SQL itself: the function would fail when that line is reached."""

import re

_DECLARED = re.compile(r"^declare$(.*?)^begin$", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"^ {4}(\w+)\s", re.MULTILINE)
_LOOP = re.compile(r"^\s*for (\w+) in", re.MULTILINE)
FUNCTIONS = """
select p.oid::regprocedure::text, p.prosrc
  from pg_proc p
  join pg_language l on l.oid = p.prolang
 where l.lanname = 'plpgsql' and p.pronamespace::regnamespace::text <> 'pg_catalog'
"""


def named(source):
    """The variables that a function declares, and those of its loops."""
    declared = {name for block in _DECLARED.findall(source) for name in _NAME.findall(block)}
    return declared.union(_LOOP.findall(source))


def test_no_variable_is_a_reserved_word(admin):
    reserved = {
        word for (word,) in admin.execute("select word from pg_get_keywords() where catcode in ('R', 'T')")
    }
    functions = admin.execute(FUNCTIONS).fetchall()
    assert len([name for name, source in functions if named(source)]) > 100
    wrong = {name: found for name, source in functions if (found := named(source) & reserved)}
    assert wrong == {}
