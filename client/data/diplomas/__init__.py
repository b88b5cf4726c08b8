"""Diplomas: what they say, their marks, and what the offices do with them."""
