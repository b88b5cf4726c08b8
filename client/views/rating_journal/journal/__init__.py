"""The rating journal: students by dated lessons, one key a figure."""
