"""What is said of a paper that was checked against a signed file: the file alone speaks, as of its day."""

from client.core.i18n import _
from client.data.signing.public_file import CheckedInFile
from client.widgets.formatting import shown
from client.widgets.paper_verdict.code_words import facts_of, said_of
from client.widgets.paper_verdict.said import BAD, DOUBTFUL, GOOD, Said
from shared.signing import verify
from shared.signing.hash_file import CANCELLED, ISSUED


def said_of_public(checked: CheckedInFile) -> Said:
    """Return the verdict on a paper in words."""
    code = checked.code
    if code is not None and (code.verdict.payload is None or code.verdict.state == verify.NOT_HELD):
        return said_of(code)
    facts = facts_of(code.verdict) if code is not None else ()
    file, day = checked.file.name, shown(checked.file.made_on)
    if checked.altered:
        advice = _("“{file}” of {day} has another content for it. Keep the paper and tell the registrar.",
                   file=file, day=day)  # fmt: skip
        return Said(_("This paper is not what was registered."), advice, BAD, facts)
    if checked.state == CANCELLED:
        advice = _("So says “{file}”, which the university signed on {day}.", file=file, day=day)
        return Said(_("This paper was cancelled."), advice, "cancel", facts)
    if checked.state == ISSUED:
        advice = _(
            "“{file}” says that it was issued, and that it was not cancelled until {day}.", file=file, day=day
        )
        if code is None:
            compare = _("Whether the paper says what was issued, its signed code or the server can tell.")
            return Said(_("The university issued a paper with this UUID."), f"{advice} {compare}", GOOD)
        compare = _("Compare the name and the facts below with the paper in your hand.")
        return Said(_("The university signed this paper."), f"{compare} {advice}", GOOD, facts)
    advice = _(
        "It may have been handed out after {day}, or never. Open a newer file, or ask the registrar.", day=day
    )
    return Said(_("“{file}” does not have this paper.", file=file), advice, DOUBTFUL, facts)
