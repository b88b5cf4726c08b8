"""What a start page asks the server: its counters and blocks in one go, so that all appears at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from client.data.records.catalogue import Catalogue
from client.data.records.counters import Counter, count
from client.data.records.start_blocks import Digest, Shown, StartBlock
from client.data.server.gateway import Gateway
from client.widgets.workplace import Workplace


@dataclass(frozen=True)
class StartParts:
    """The counters and blocks of the acting role whose windows it has."""

    counters: tuple[Counter, ...]
    blocks: tuple[StartBlock, ...]

    @classmethod
    def of(cls, workplace: Workplace) -> "StartParts":
        role, has = workplace.session.role or "", workplace.navigator.has
        return cls(
            tuple(each for each in workplace.counters if each.is_for(role) and has(each.window)),
            tuple(each for each in workplace.blocks if each.is_for(role) and has(each.window)),
        )

    def relations(self) -> frozenset[str]:
        """The tables whose change makes something stale."""
        of_blocks = {relation for each in self.blocks for relation in each.relations}
        return frozenset(of_blocks | {each.relation for each in self.counters})

    def touched(self, relations: frozenset[str]) -> "StartParts":
        """Return those that a change of these tables makes stale."""
        return StartParts(
            tuple(each for each in self.counters if each.relation in relations),
            tuple(each for each in self.blocks if relations & frozenset(each.relations)),
        )

    @classmethod
    def alone(cls, blocks: Iterable[StartBlock]) -> "StartParts":
        """Return some blocks without anything else."""
        return cls((), tuple(blocks))

    def read(self, gateway: Gateway, catalogue: Catalogue) -> "StartReading":
        """Ask the server; what is zero or empty is left out later."""
        return StartReading(
            dict(count(gateway, self.counters)),
            {each: each.load()(gateway, catalogue) for each in self.blocks},
        )


@dataclass(frozen=True)
class StartReading:
    """The answers, empty ones too."""

    counted: dict[Counter, int]
    shown: dict[StartBlock, Shown | None]

    def renewed(self, later: "StartReading") -> "StartReading":
        """Return this one with what was read again."""
        return StartReading(self.counted | later.counted, self.shown | later.shown)

    def numbers(self) -> list[tuple[Counter, int]]:
        """Return what waits."""
        return [(each, number) for each, number in self.counted.items() if number]

    def parts(self) -> Sequence[tuple[StartBlock, Shown]]:
        """Return what there is to show: lines before pictures."""
        found = [(block, shown) for block, shown in self.shown.items() if shown is not None]
        return sorted(found, key=lambda each: not isinstance(each[1], Digest))

    def waits(self) -> bool:
        """Whether somebody has to do something."""
        return bool(self.numbers()) or any(
            isinstance(shown, Digest) and shown.waits for _block, shown in self.parts()
        )

    def until(self) -> datetime | None:
        """Return when the first of it is no longer true by itself."""
        ends: Iterable[datetime] = (shown.until for _block, shown in self.parts() if shown.until is not None)
        return min(ends, default=None)

    def over(self, now: datetime) -> list[StartBlock]:
        """Return the blocks that are no longer true by themselves."""
        return [block for block, shown in self.parts() if shown.until is not None and shown.until <= now]
