"""The rules of a subject: reading all that held, setting the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from client.core.i18n import names
from client.data.rating_journal.journal import SetRule, rule_of
from client.data.server.gateway import Gateway
from shared.grading import CurrentRule


@dataclass(frozen=True)
class FormerRule:
    """A rule with who set it, when, and why it was changed."""

    set: SetRule
    who: str
    at: datetime
    reason: str


def rules(gateway: Gateway, class_id: int) -> Sequence[FormerRule]:
    """Return all rules that the class has followed, the latest first."""
    told = gateway.call("rating_journal.rules_of", class_id)
    return tuple(
        FormerRule(
            rule_of(each),
            names(each["who"] or each["made_by"]),
            datetime.fromisoformat(each["made_at"]),
            each["reason"] or "",
        )
        for each in told
    )


def set_rule(gateway: Gateway, class_id: int, version: int, rule: CurrentRule, reason: str) -> int:
    """Set the rule that a class follows; return its number."""
    message = {
        "lessons": str(rule.lessons),
        "tasks": str(rule.tasks),
        "attendance": str(rule.attendance),
        "best": rule.best,
        "kinds": [
            {"name": each.name, "maximum": str(each.maximum), "weight": str(each.weight)}
            for each in rule.kinds
        ],
    }
    return int(gateway.call("rating_journal.set_rule", class_id, version, message, reason or None))
