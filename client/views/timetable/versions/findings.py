"""The check list before publishing, in words."""

from client.core.i18n import N_, _
from client.data.records.catalogue import Catalogue
from client.data.timetable.versions import CheckFinding

ROOMS, DEVICES = "h_auditorium_type", "h_device_type"
TITLES = {
    "unplaced": N_("Lessons without a place"),
    "clash": N_("Clashes with lessons that stand already"),
    "no_groups": N_("Lessons of classes without groups"),
    "no_room": N_("Lessons without a room"),
    "no_teacher": N_("Lessons without a teacher"),
    "too_small": N_("Rooms that are too small"),
    "wrong_kind": N_("Rooms of another type"),
    "no_device": N_("Rooms without the device"),
    "hours_short": N_("Hours that are not met"),
    "over_week": N_("More pairs a week than the rules of days allow"),
    "plan_changed": N_("Classes that the curriculum has changed since"),
}
SENTENCES = {
    "clash": N_("{what}: on {day}, pair {pair} stands {other}"),
    "too_small": N_("{what}: {room} has {seats} seats for {size} students"),
    "wrong_kind": N_("{what}: {room} is “{kind}”, wanted is “{wanted}”"),
    "no_device": N_("{what}: {room} has no “{device}”"),
    "hours_short": N_("{what}: {planned} of {hours} hours are planned"),
    "over_week": N_("{what}: {pairs} pairs a week in this version, at most {limit} are allowed"),
    "plan_changed": N_("{what}: {hours} hours, the curriculum says {plan}"),
}


def title(kind: str) -> str:
    """Name a kind of finding."""
    return _(TITLES[kind]) if kind in TITLES else kind


def sentence(finding: CheckFinding, catalogue: Catalogue) -> str:
    """Say one finding; `catalogue` knows the types of rooms and devices by now."""
    values = {key: "" if value is None else str(value) for key, value in finding.details.items()}
    if finding.kind == "wrong_kind":
        for key in ("kind", "wanted"):
            values[key] = catalogue.label(ROOMS, values.get(key, ""))
    if finding.kind == "no_device":
        values["device"] = catalogue.label(DEVICES, values.get("device", ""))
    pattern = SENTENCES.get(finding.kind)
    return _(pattern, **values) if pattern else values.get("what", "")
