"""The attendance journal: students by dated lessons, one key a mark."""
