"""Choosers that several modules share: a term, a group, a teacher, a room."""
