"""Transcripts and study cards: what a student has studied, as registered papers."""
