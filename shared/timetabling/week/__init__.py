"""Interactive planning of a week: what is taken, what stands in the way, where a lesson could go."""
