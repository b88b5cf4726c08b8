"""Diplomas: what they say, how they stand, and what the offices do to them."""
