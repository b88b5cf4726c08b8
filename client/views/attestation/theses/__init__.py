"""The grid of theses of a department."""
