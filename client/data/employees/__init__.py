"""Employees: counted for start pages."""
