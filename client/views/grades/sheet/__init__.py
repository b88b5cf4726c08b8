"""The grade sheet: students and components, totals and marks as one types, and the acts of each role."""
