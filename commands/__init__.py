"""The `hemis` command, one file a verb; the only package that may import all the others."""
