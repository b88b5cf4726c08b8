"""Transcripts, study cards and academic certificates: who has which, and what they say."""
