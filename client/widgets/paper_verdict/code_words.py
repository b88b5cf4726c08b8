"""What is said of a signed code: what its signature proves, what only the register knows, of when the keys are."""

from client.core.i18n import _
from client.data.signing.checking import CheckedCode
from client.widgets.formatting import shown
from client.widgets.paper_verdict.said import BAD, DOUBTFUL, GOOD, Fact, Said
from shared.models.blanks import CATEGORIES
from shared.signing import verify
from shared.signing.verify import Verdict


def said_of(checked: CheckedCode) -> Said:
    """Return the verdict on a code in words."""
    verdict = checked.verdict
    if verdict.payload is None:
        return _without_content(checked)
    facts = facts_of(verdict)
    if verdict.state == verify.NOT_HELD:
        return _not_held(checked, facts)
    register = checked.register
    if register is not None and register.cancelled_on:
        advice = _("Cancelled on {day}.", day=shown(register.cancelled_on))
        if register.cancel_reason:
            reason = register.cancel_reason
            advice = _(
                "Cancelled on {day}. Reason: {reason}", day=shown(register.cancelled_on), reason=reason
            )
        return Said(_("This paper was cancelled."), advice, "cancel", facts)
    if (
        register is not None
        and register.found
        and (register.altered or register.register_number != verdict.payload.register_number)
    ):
        advice = _("The register has the number {number} for it. Keep the paper and tell the registrar.",
                   number=register.register_number)  # fmt: skip
        return Said(_("This paper is not what was registered."), advice, BAD, facts)
    return _genuine(checked, facts)


def facts_of(verdict: Verdict) -> tuple[Fact, ...]:
    """Return what the code says, letter by letter as it stands on the paper."""
    payload = verdict.payload
    if payload is None:
        return ()
    return (
        (_("Full name"), payload.name),
        (_("Register number"), payload.register_number),
        (_("Degree"), payload.degree),
        (_("Specialty"), payload.specialty),
        (_("Diploma category"), _(CATEGORIES[payload.category])),
        (_("Signed on"), shown(payload.day)),
        (_("Name of the key"), verdict.key_id),
    )


def _genuine(checked: CheckedCode, facts: tuple[Fact, ...]) -> Said:
    known = checked.register is not None and checked.register.found
    key = checked.verdict.key
    if checked.verdict.may_be_backdated and key is not None and not known:
        advice = _(
            "The key was revoked after {day}, because somebody else may hold it; such a person can write an "
            "earlier day. Believe this paper only if the register knows it.", day=shown(key.ended_on)
        )  # fmt: skip
        return Said(_("The signature is that of a revoked key."), advice, DOUBTFUL, facts)
    compare = _("Compare the name and the facts below with the paper in your hand.")
    return Said(_("The university signed this paper."), f"{compare} {_standing(checked)}", GOOD, facts)


def _standing(checked: CheckedCode) -> str:
    """Whether it still stands is not in the paper: the register knows it, or nobody was asked."""
    if checked.register is not None:
        if checked.register.found:
            return _("The register knows it, and it was not cancelled.")
        return _("The register of this server does not have it: ask the registrar whether it still stands.")
    moment = _of_when(checked)
    return _(
        "Whether it was cancelled since, only the server can tell, and it was not reached. {keys}",
        keys=moment,
    )


def _without_content(checked: CheckedCode) -> Said:
    state, when = checked.verdict.state, _of_when(checked)
    if state == verify.ALTERED:
        advice = _(
            "What the code says was changed after the university had signed it. Keep the paper and tell the registrar."
        )
        return Said(_("This code was altered."), advice, BAD)
    if state == verify.UNKNOWN_KEY and checked.connected:
        advice = _(
            "This university has no key {key}. Another university signed the paper, or nobody did.",
            key=checked.verdict.key_id,
        )  # fmt: skip
        return Said(_("This university did not sign the paper."), advice, BAD)
    if state == verify.UNKNOWN_KEY:
        advice = _(
            "The key {key} is not among those of this computer. {keys} Sign in and check again: the key may be newer, "
            "of another university, or of nobody.", key=checked.verdict.key_id, keys=when
        )  # fmt: skip
        return Said(_("The key of this code is not known here."), advice, DOUBTFUL)
    if state == verify.UNKNOWN_VERSION:
        advice = _("It was made by a later program. Check it with the newest one.")
        return Said(_("This code cannot be read by this program."), advice, DOUBTFUL)
    advice = _("Digits are missing or wrong. Hold the scanner still and read the code again.")
    return Said(_("This is no whole code of a paper."), advice, DOUBTFUL)


def _not_held(checked: CheckedCode, facts: tuple[Fact, ...]) -> Said:
    key, payload = checked.verdict.key, checked.verdict.payload
    advice = ""
    if key is not None and payload is not None:
        advice = _(
            "The code says {day}; the key signed from {first} to {last}. Keep the paper and tell the registrar.",
            day=shown(payload.day), first=shown(key.valid_from), last=shown(key.ended_on) or _("today"),
        )  # fmt: skip
    return Said(_("The key did not sign for the university on that day."), advice, BAD, facts)


def _of_when(checked: CheckedCode) -> str:
    if checked.damaged:
        return _(
            "The keys that were kept on this computer are damaged; they are read again at the next sign-in."
        )
    if checked.keys_of is None:
        return _("This computer has never read the keys of the university.")
    return _("The keys are of {moment}.", moment=shown(checked.keys_of))
