"""Whole days of work in the real program on a screen."""
