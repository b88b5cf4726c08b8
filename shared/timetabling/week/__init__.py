"""The living week at a desk: what is taken, what stands in the way, where a lesson could go."""
