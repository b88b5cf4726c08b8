"""Papers of topics: calendar plans, tickets and variants."""
