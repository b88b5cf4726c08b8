"""What absences lead to: levels and early warning, without database and windows."""
