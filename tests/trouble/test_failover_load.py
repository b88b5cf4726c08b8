"""People work while servers die, freeze, come back alone or wrongly: nothing acknowledged is lost or doubled."""

import random
import time

import pytest

from tests.trouble.desks import ONCE, Desk, Ear, save, sign_in, store

#: How those at the desks save: in a transaction, and by an act that is sent again.
ACTS = (save, store, save)


class Work:
    """Desks at work on a pair while something happens to it."""

    def __init__(self, pair, seed):
        self.pair, self.chance = pair, random.Random(seed)  # noqa: S311 - when the trouble comes
        pair.one.tell(*ONCE, database="hemis")
        self.desks = [Desk(pair.address, f"Bino {seed}-{number}", act) for number, act in enumerate(ACTS)]
        self.ear = Ear(self.desks[0].session)
        for desk in self.desks:
            desk.start()

    @property
    def acknowledged(self):
        return {name: at for desk in self.desks for name, at in desk.acknowledged.copy().items()}

    def go_on_until(self, count, seconds=90):
        """Work until so many saves are acknowledged in all."""
        ends = time.monotonic() + seconds
        while sum(len(desk.acknowledged) for desk in self.desks) < count:
            assert time.monotonic() < ends, "the desks do not come back to work"
            time.sleep(0.02)

    def connect_anew(self):
        """As people do who choose another role: every host is asked again."""
        for desk in self.desks:
            desk.session.gateway.close()

    def a_moment(self):
        time.sleep(self.chance.uniform(0.0, 0.5))

    def hears_within_five_seconds(self, before):
        """The window of the first desk listens anew, soon after the first save of this desk that follows everything."""
        desk, now = self.desks[0], time.monotonic()
        while not (saved := [at for at in desk.acknowledged.copy().values() if at > now]):
            assert time.monotonic() < now + 60
            time.sleep(0.02)
        while (self.ear.hears_since() or 0.0) < before:
            assert time.monotonic() < saved[0] + 5
            time.sleep(0.02)

    def end(self):
        for desk in self.desks:
            desk.enough.set()
        for desk in self.desks:
            desk.join(timeout=60)
        self.ear.changes.close()
        for desk in self.desks:
            desk.session.close()
        assert not any(desk.is_alive() for desk in self.desks)


def names(node):
    return [name for (name,) in node.ask("select name from infrastructure.building", "hemis")]


def killed(pair, work):
    """The primary dies, the standby takes over."""
    pair.one.kill()
    work.a_moment()
    pair.two.promote()
    return pair.two


def frozen(pair, work):
    """The primary answers nothing any more, the standby takes over; then the old one wakes."""
    pair.one.freeze()
    work.a_moment()
    pair.two.promote()
    started = time.monotonic()
    sign_in(pair.address).close()
    assert time.monotonic() - started <= 5
    work.go_on_until(len(work.acknowledged) + 10)
    pair.one.thaw()
    return pair.two


def alone(pair, work):
    """The standby goes, commits wait; the primary dies and comes back alone, and later dies for good."""
    pair.two.kill()
    work.a_moment()
    pair.one.kill()
    pair.one.start()
    work.a_moment()
    pair.two.start()
    pair.one.await_standbys()
    work.go_on_until(len(work.acknowledged) + 10)
    return killed(pair, work)


def returning(pair, work):
    """The primary dies, the standby takes over, and the old primary is started as if nothing had been."""
    killed(pair, work)
    work.a_moment()
    pair.one.configure("synchronous_standby_names = ''")
    pair.one.start()
    before = names(pair.one)
    work.connect_anew()
    work.go_on_until(len(work.acknowledged) + 30)
    newcomer = sign_in(pair.address)
    save(newcomer, "Yangi kelgan")
    newcomer.close()
    assert "Yangi kelgan" in names(pair.two)
    assert names(pair.one) == before, "somebody has saved on the old primary"
    pair.one.stop()
    pair.one.rewind(pair.two)
    pair.one.start()
    pair.two.await_standbys("async")
    return pair.two


TROUBLES = (killed, frozen, alone, returning)


def acknowledged_is_there(pair, trouble, seed, count):
    work = Work(pair, seed)
    try:
        work.go_on_until(count // 3)
        work.a_moment()
        before = time.monotonic()
        rightful = trouble(pair, work)
        back = len(work.acknowledged)
        work.go_on_until(max(count, back + 20))
        work.hears_within_five_seconds(before)
    finally:
        work.end()
    found = names(rightful)
    lost = [name for name in work.acknowledged if name not in found]
    assert lost == []
    assert len(found) == len(set(found))


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.__name__)
def test_what_was_acknowledged_is_there_once(pair, trouble):
    acknowledged_is_there(pair, trouble, seed=1, count=90)


def test_a_window_nobody_works_in_hears_of_the_new_server_as_soon(pair):
    """The primary answers nothing any more, which nobody notices who asks nothing; saves of others work again."""
    idle = sign_in(pair.address)
    ear = Ear(idle)
    try:
        _until(ear.hears_since, seconds=5)
        pair.one.freeze()
        before = time.monotonic()
        pair.two.promote()
        busy = sign_in(pair.address)
        save(busy, "Yangi serverda")
        busy.close()
        _until(lambda: (ear.hears_since() or 0.0) > before, seconds=5)
        pair.one.thaw()
    finally:
        ear.changes.close()
        idle.close()


def _until(true, seconds):
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.02)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_what_was_acknowledged_is_there_once_whenever_it_happens(pair, seed):
    acknowledged_is_there(pair, TROUBLES[seed % len(TROUBLES)], seed, count=1000)
