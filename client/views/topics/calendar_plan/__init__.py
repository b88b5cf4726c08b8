"""The calendar plan of a class: topics laid onto its lessons, by themselves, by typing or by drag."""
