"""Papers about differences of curricula."""
