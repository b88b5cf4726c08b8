"""Doubles: two rows of students side by side, what hangs on them, and what is proposed and decided."""
