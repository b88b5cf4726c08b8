"""Reusable widgets that know no module."""
