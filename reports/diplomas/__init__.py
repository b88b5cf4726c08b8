"""Papers of diplomas."""
