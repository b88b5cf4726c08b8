"""Papers of attendance."""
