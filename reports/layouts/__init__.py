"""Papers of layouts: what is printed onto a blank, and the test sheet of a printer."""
