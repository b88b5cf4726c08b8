"""A chart on paper, shown in the preview; imported when somebody prints, for it brings the libraries of papers."""

from client.data.documents.plain import PlainPapers
from client.widgets.preview.printout import present
from client.widgets.workplace import Workplace
from reports.common.chart import render
from shared.charts.chart import Chart


def show_paper(workplace: Workplace, chart: Chart) -> None:
    """Show the picture above its table."""
    present(workplace, PlainPapers.one(chart.title, chart, render))
