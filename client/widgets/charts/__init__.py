"""The few charts of the program, each with its table: bars, stacked bars, lines, heat map."""

from client.widgets.charts.panel import ChartPanel
from client.widgets.charts.view import ChartView

__all__ = ["ChartPanel", "ChartView"]
