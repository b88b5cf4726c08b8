"""Import of students and employees from Excel: read, map, check, compare, apply in one transaction, undo."""
