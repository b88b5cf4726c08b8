"""The version of the program; pyproject.toml reads it here."""

VERSION = "0.1.0"
#: The schema that this program works with: the newest migration.
SCHEMA = "0003"
