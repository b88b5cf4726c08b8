"""Papers of the teaching load."""
