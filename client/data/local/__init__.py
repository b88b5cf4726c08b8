"""What this computer keeps: drafts of unsaved input, files made for people."""
