"""Clearance sheets: what offices do to them, and the sheet on paper."""
