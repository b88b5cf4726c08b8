"""Accounts, rights, settings and the care of the server."""
