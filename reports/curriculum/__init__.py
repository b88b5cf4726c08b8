"""The papers of a curriculum."""
