"""The top of the window: what is not sent and since when, blanks left, the server, and what was taken along."""

from collections import Counter
from datetime import datetime

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from client.core import clock
from client.core.i18n import N_, _, names
from client.data.offline.station import Station
from client.views.offline.printing.sender import ALONE, AWAY, RESTS, SENDS
from client.widgets.flow_layout import FlowLayout
from client.widgets.name_label import NameLabel
from shared.offline.package import FORMS

SERVERS = {
    ALONE: N_("without the server"),
    RESTS: N_("the server is there"),
    SENDS: N_("sending …"),
    AWAY: N_("the server does not answer"),
}
SIGNS = {ALONE: "○", RESTS: "●", SENDS: "↑", AWAY: "○"}
CLOCK = N_("The clock of this computer stands before what was recorded already: set it right.")
#: So few blanks of a form are told as running out.
FEW = 5


class StatusStrip(QWidget):
    """Always there, so that nobody wonders what is safe and what is left."""

    def __init__(self) -> None:
        super().__init__()
        self.unsent, self.blanks, self.server = QLabel(), QLabel(), QLabel()
        #: In one line that is always there: nothing moves when something has to be said.
        self.taken, self.warning = NameLabel(), NameLabel()
        self.warning.setProperty("bad", True)
        top = QWidget()
        flow = FlowLayout(top, 16)
        for label in (self.unsent, self.blanks, self.server):
            flow.addWidget(label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for widget in (top, self.taken, self.warning):
            layout.addWidget(widget)

    def show_station(self, station: Station, state: str) -> None:
        """Show what is true now."""
        count, since = len(station.unsent()), station.since()
        told = _("everything is sent") if not count else _("not sent: {count}", count=count)
        if since is not None:
            told = _("not sent: {count}, since {since}", count=count, since=_moment(since))
        _mark(self.unsent, "warning" if count else "good")
        self.unsent.setText(f"{'↑' if count else '✓'} {told}")
        left = Counter(each.form for each in station.journal.left())
        forms = {each.form: None for each in station.package.blanks}
        parts = (f"{_(FORMS[form]).lower()} {left[form]}" for form in forms)
        _mark(self.blanks, "warning" if any(left[form] <= FEW for form in forms) else "")
        self.blanks.setText(_("blanks left: {blanks}", blanks=" · ".join(parts)))
        _mark(self.server, {RESTS: "good", AWAY: "bad"}.get(state, ""))
        self.server.setText(f"{SIGNS[state]} {_(SERVERS[state])}")
        self.taken.setText(
            _(
                "{workstation}: taken along {taken}, granted until {until}",
                workstation=names(station.package.workstation),
                taken=_moment(datetime.fromisoformat(station.package.taken_at)),
                until=f"{_local(station.fact('until', station.package.until)):%d.%m.%Y}",
            )
        )
        self.warning.setText(self._warning(station))
        self.warning.setVisible(bool(self.warning.text()))
        self.taken.setVisible(not self.warning.text())

    def _warning(self, station: Station) -> str:
        if (trouble := station.why_not()) is not None:
            return trouble.text()
        if station.clock_behind():
            return _(CLOCK)
        if disputes := int(station.fact("disputes", 0)):
            return _("{count} events wait in quarantine for a decision.", count=disputes)
        return _(station.warning)


def _mark(label: QLabel, name: str) -> None:
    """Colour a label; its words and its sign say the same."""
    for each in ("good", "warning", "bad"):
        label.setProperty(each, each == name)
    label.style().unpolish(label)
    label.style().polish(label)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(clock.ZONE):%d.%m.%Y %H:%M}"


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(clock.ZONE)
