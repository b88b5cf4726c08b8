"""What the program is measured against, one module a benchmark; `hemis bench NAME` runs them."""
