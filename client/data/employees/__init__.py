"""Employees: counted for start pages, named as deans on papers."""
