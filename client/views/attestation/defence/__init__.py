"""The window of a session: typed while it runs."""
