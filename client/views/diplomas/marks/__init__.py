"""The sheet of diploma marks of a group."""
