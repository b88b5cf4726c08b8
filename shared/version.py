"""The version of the program, which pyproject.toml reads here, and the schema it works with."""

from pathlib import Path

VERSION = "0.1.0"
#: The newest migration, by the number its file begins with: client and server are installed as one, also when frozen.
SCHEMA = max(
    file.name.partition("_")[0]
    for file in (Path(__file__).parents[1] / "server_db" / "migrations" / "versions").glob("*.py")
)
