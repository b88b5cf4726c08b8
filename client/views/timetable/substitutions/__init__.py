"""Lessons of an absent teacher: who holds them, where else they stand."""
