"""The editor of a curriculum: its courses in a grid, with live sums and what is off in words."""

from client.views.curriculum.editor.editor import PlanEditor

__all__ = ["PlanEditor"]
