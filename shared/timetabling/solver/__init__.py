"""The search for a plan: problems as arrays, a first plan, annealing in processes of their own."""
