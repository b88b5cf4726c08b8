"""The papers of grade sheets and of the academic record."""
