"""Papers of students who leave."""
