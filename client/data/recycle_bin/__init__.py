"""The recycle bin: what was deleted, as the history has it."""
