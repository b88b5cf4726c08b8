"""Diplomas: what they say, their marks, how they stand, and what the offices do to them."""
