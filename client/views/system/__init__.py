"""Tizim: accounts and rights, journals, classifiers, settings, backups."""
