"""The structure of the university."""
