"""SQL asks `security.today()`: `current_date` is the day of a time zone that anybody sets for the own session.

That Python in client and reports asks `client.core.clock` is a rule of ruff (TID251, see pyproject.toml).
"""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DAY_OF_THE_SESSION = re.compile(
    r"\b(current_date|localtimestamp|localtime|timeofday)\b"
    r"|\b(current_timestamp|(now|(clock|statement|transaction)_timestamp)\(\))\s*::\s*(date|time)\b",
    re.IGNORECASE,
)
FILES = ("server_db/sql/**/*.sql", "server_db/*.py", "client/**/*.py", "reports/**/*.py")


def test_no_sql_asks_for_the_day_of_the_session():
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for pattern in FILES
        for path in sorted(ROOT.glob(pattern))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if DAY_OF_THE_SESSION.search(line)
    ]
    assert found == []
