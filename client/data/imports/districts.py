"""Region and district in columns of their own: the district is what is stored, and it lies in the region."""

from client.core.i18n import N_
from client.data.imports.checking import CheckedFile, convert_cells, raw
from client.data.imports.fields import DISTRICTS, REGION
from client.data.imports.lookups import Lookups
from client.data.imports.values import plain

DISTRICT = "district"


def check_districts(checked: CheckedFile, lookups: Lookups) -> None:
    """Hold the district of each row against its region, and take the region where no district is written."""
    checked.values.pop(REGION, None)
    if not checked.choice.fills(REGION):
        return
    checked.said.discard(REGION)
    checked.said.add(DISTRICT)
    labels = lookups.labels[DISTRICTS]
    cells = raw(checked.sheet, checked.choice, REGION)
    regions = convert_cells(
        checked, REGION, cells, lambda cell: labels.find(text) if (text := plain(cell)) else None
    )
    districts, written = checked.column(DISTRICT), raw(checked.sheet, checked.choice, DISTRICT)
    for row, (region, district) in enumerate(zip(regions, districts, strict=True)):
        if region and district and not district.startswith(region):
            checked.refuse(row, DISTRICT, N_("It lies in another region than the row says."))
    checked.values[DISTRICT] = [
        region if cell is None else district
        for region, district, cell in zip(regions, districts, written, strict=True)
    ]
