"""The rating journal: points of lessons, their rule, the working of current control."""
