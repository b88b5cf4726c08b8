"""The papers of a student."""
