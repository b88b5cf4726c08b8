"""What a workstation records while it prints diplomas: events in a chain, and what they say together."""
