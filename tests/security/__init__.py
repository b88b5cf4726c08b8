"""Who may what, tried by each person with the own password over a plain connection."""
