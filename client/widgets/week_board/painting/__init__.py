"""How a board looks: heads, cells, cards and answers."""
