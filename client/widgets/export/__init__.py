"""Lists as files: Excel, CSV and PDF of exactly what is on the screen."""

from client.widgets.export.dialog import Export

__all__ = ["Export"]
