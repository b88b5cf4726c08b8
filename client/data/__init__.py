"""The only code of the client that speaks to the database; free of Qt."""
