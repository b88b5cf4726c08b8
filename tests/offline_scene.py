"""A package as the server gives it, for what needs no server."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from client.data.offline import keys, opening
from shared.offline.package import Blank, Diploma, Package, Paper

KEY = bytes(range(32))
KIND, SUPPLEMENT_KIND = 1, 2
PASSWORD = "Granit-Topaz-7"


class NoSafe:
    """A computer without a keyring."""

    def find(self, _name):
        return None

    def keep(self, _name, _key):
        return False


def diploma(place, papers=("diploma",)):
    content = f'{{"uuid": "{place}"}}'
    kinds = {"diploma": (KIND,), "supplement": (SUPPLEMENT_KIND,)}
    return Diploma(
        place,
        f"00000000-0000-4000-8000-{place:012}",
        f"Karimova Dilnoza {place}",
        f"Karimova Dilnoza {place}",
        "21-03",
        f"{place}",
        content,
        sha256(content.encode()).hexdigest(),
        "",
        "",
        "",
        tuple(Paper(form, kinds[form]) for form in papers),
    )


def package(diplomas=5, blanks=8, papers=("diploma",), taken=None):
    taken = taken or datetime.now(UTC) - timedelta(hours=1)
    pile = [Blank(f"B{2200 + place:07}", KIND, "Bakalavr", "diploma") for place in range(1, blanks + 1)]
    pile += [
        Blank(f"DI{4000 + place:07}", SUPPLEMENT_KIND, "Ilova", "supplement")
        for place in range(1, blanks + 1)
        if "supplement" in papers
    ]
    return Package(
        1, "Registrator 1", 1, "5" * 64, "registrar", "Registrator", taken.isoformat(),
        (taken + timedelta(days=30)).isoformat(),
        tuple(diploma(place, papers) for place in range(1, diplomas + 1)), tuple(pile),
    )  # fmt: skip


def store_in(folder, taken=None):
    """Make a store with a password of its own, and return it open."""
    station = opening.create(folder, taken or package(), KEY)
    about = {"workstation_id": 1, "workstation": "Registrator 1", "server": "localhost/hemis"}
    keys.wrap(folder, about, KEY, PASSWORD)
    return station


def reopen(station, key=KEY):
    """Close a store and open it again."""
    station.close()
    return opening.open_station(station.folder, key)
