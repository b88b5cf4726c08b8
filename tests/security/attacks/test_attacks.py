"""Every attack has its outcome, and succeeds where the rule that stops it is broken."""

import pytest

from tests.security.attacks import (
    audit,
    blanks,
    diplomas,
    diplomas_marks,
    escalation,
    grades,
    imports,
    layouts,
    notes,
    offline,
    oracles,
    papers,
    private_data,
    provisioning,
    rating_journal,
    reading,
    signing,
    topics,
    transcripts,
    writing,
)

GROUPS = (
    reading,
    oracles,
    writing,
    escalation,
    provisioning,
    private_data,
    papers,
    imports,
    audit,
    notes,
    diplomas_marks,
    grades,
    rating_journal,
    signing,
    topics,
    blanks,
    layouts,
    transcripts,
    diplomas,
    offline,
)
ATTACKS = [attack for group in GROUPS for attack in group.ATTACKS]
STOPPED = [attack for attack in ATTACKS if not attack.residual]
RESIDUAL = [attack for attack in ATTACKS if attack.residual]


@pytest.mark.parametrize("attack", STOPPED, ids=lambda attack: attack.name)
def test_attack_brings_nothing(attack, attacker):
    everybody = dict.fromkeys(
        attack.who
    )  # whoever is named first, for the broken rules, is of the others too
    gains = {who: gain for who in everybody if (gain := attack.gain(attacker(who))) is not None}
    assert not gains


@pytest.mark.parametrize("attack", STOPPED, ids=lambda attack: attack.name)
def test_attack_succeeds_where_its_rule_is_broken(attack, broken):
    assert attack.broken, "an attack that no broken rule lets through proves nothing"
    with broken(attack.who[0], *attack.broken) as attacker:
        assert attack.gain(attacker) is not None


@pytest.mark.parametrize("attack", RESIDUAL, ids=lambda attack: attack.name)
def test_what_can_be_learnt_all_the_same(attack, attacker):
    """If this fails, a residual risk has gone: say so in docs/security.md and move the attack to the stopped ones."""
    for who in dict.fromkeys(attack.who):
        assert attack.gain(attacker(who)) is not None, who


def test_attacks_are_told_apart():
    names = [attack.name for attack in ATTACKS]
    assert len(set(names)) == len(names)
