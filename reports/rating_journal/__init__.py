"""Papers of the rating journal."""
