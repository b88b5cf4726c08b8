"""What is said of the signatures of a PDF file."""

from client.core.i18n import N_, _
from client.data.signing.files import CheckedFile
from client.widgets.paper_verdict.said import BAD, DOUBTFUL, GOOD, Said

KEEP = N_("Keep the file and tell the registrar.")
#: By the state: sign, verdict, advice.
WORDS = {
    "good": (GOOD, N_("The university signed this file."), N_("It is whole: nothing was added after the signature.")),
    "added": (
        BAD,
        N_("Something was added to this file after it had been signed."),
        N_("What you see may not be what was signed, though the signature itself is intact."),
    ),
    "altered": (BAD, N_("This file was altered after it had been signed."), KEEP),
    "unknown": (
        BAD,
        N_("The university did not sign this file."),
        N_("Its signature is intact, but the certificate is not one that the university has admitted."),
    ),
    "run_out": (
        DOUBTFUL,
        N_("The certificate of this file has run out."),
        N_("The file is whole. That it was signed before that day cannot be proved by the file alone."),
    ),
    "none": (DOUBTFUL, N_("This file is not signed."), N_("Look for a code on the page and read that one.")),
    "unreadable": (
        DOUBTFUL,
        N_("The signatures of this file cannot be read."),
        N_("Is it a whole PDF file? Ask for it again."),
    ),
}  # fmt: skip


def said_of_file(checked: CheckedFile) -> Said:
    """Return the verdict on a file in words."""
    sign, verdict, advice = WORDS[checked.state]
    return Said(_(verdict), _(advice), sign, ((_("File"), checked.name), (_("Signed by"), checked.by)))
