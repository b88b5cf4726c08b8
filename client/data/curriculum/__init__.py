"""Curricula as the editor needs them: read whole, checked, saved in one transaction, compared, in Excel and back."""
