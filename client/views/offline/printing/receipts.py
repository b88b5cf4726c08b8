"""The list in which graduates sign, as the preview shows it: it has no register number, so it is only printed."""

from collections.abc import Iterator, Sequence

from client.core.i18n import _, names
from client.data.documents.printable import Progress, Way
from client.data.offline.station import Station
from client.views.offline.printing.work import receipt_day
from shared.offline.package import DIPLOMA, DUPLICATE, SUPPLEMENT, Diploma


class ReceiptList:
    """Drawn from the store alone, so that it is printed without the server too."""

    note = ""

    def __init__(self, station: Station, diplomas: Sequence[Diploma]) -> None:
        from reports.offline.receipt_list import Receipt, Words  # noqa: PLC0415 - reportlab is loaded when it is printed

        self.title = _("Receipt list of diplomas")
        self._receipts = [
            Receipt(
                names(each.name), each.group, each.register_number,
                station.journal.number_of(each, DIPLOMA) or station.journal.number_of(each, DUPLICATE),
                station.journal.number_of(each, SUPPLEMENT),
                str(station.journal.handed.get(each.uuid, {}).get("document", "")),
            )
            for each in diplomas
        ]  # fmt: skip
        self._words = Words(
            self.title,
            (_("{workstation}, {day}", workstation=station.package.workstation, day=receipt_day()),),
            (
                _("Graduate"), _("Group"), _("Register number"), _("Diploma"), _("Supplement"), _("By what document"),
                _("Signature"),
            ),
            _("Handed out by: ____________________"),
        )  # fmt: skip
        self._pdf = b""

    files = 1

    @property
    def count(self) -> int:
        from client.widgets.preview.drawing import page_count  # noqa: PLC0415 - as above

        return page_count(self._drawn())

    def pdf(self, number: int) -> tuple[bytes, int]:
        return self._drawn(), number

    def issue(self, way: Way, copies: int) -> None:
        """A list that is signed by hand has no number."""

    def one_file(self, progress: Progress) -> bytes:
        return self._drawn()

    def separate_files(self, progress: Progress) -> Iterator[tuple[str, bytes]]:
        yield self.title, self._drawn()

    def _drawn(self) -> bytes:
        from reports.offline.receipt_list import render  # noqa: PLC0415 - as above

        if not self._pdf:
            self._pdf = render(self._words, self._receipts)
        return self._pdf
