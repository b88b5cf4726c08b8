"""Papers on blanks of strict accountability."""
