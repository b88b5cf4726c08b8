"""Differences of curricula: what is done to them, what is read of them, their paper."""
