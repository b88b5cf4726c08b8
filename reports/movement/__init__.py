"""Papers of student movement."""
