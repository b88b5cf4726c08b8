"""The program says the schema it was made for."""

from alembic.script import ScriptDirectory

from server_db.install import MIGRATIONS
from shared.version import SCHEMA


def test_the_schema_of_the_program_is_the_newest_migration():
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == SCHEMA
