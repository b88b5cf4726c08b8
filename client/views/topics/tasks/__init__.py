"""Tasks of a class: given, handed in, graded."""
