"""What can go wrong and is not a bug: the person's mistake, a conflict, the server gone, a refusal.

Anything else that is raised is a bug and ends in the crash dialog.
"""

from collections.abc import Mapping

from client.core.i18n import N_, _


class HemisError(Exception):
    """A sentence for the person at the screen: a message id and the values of its placeholders."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message, values)
        self.message = message
        self.values = values
        #: The column it is about, so that a form shows it under that field.
        self.field = ""
        #: What an administrator may want to copy: the driver's own words, a constraint's name.
        self.details = ""

    def __str__(self) -> str:
        return self.text()

    def text(self) -> str:
        """Return the sentence in the language of the interface as it is now."""
        return _(self.message, **self.values)


class UserError(HemisError):
    """The person can cure it: a wrong value, a duplicate, a file that is not what its name says."""


class Refused(UserError):
    """The role may not do this."""


class Conflict(HemisError):
    """Somebody else changed the record meanwhile; `theirs` is what is stored now, None if it is gone."""

    def __init__(
        self,
        message: str,
        *,
        relation: str = "",
        record_id: int | None = None,
        theirs: Mapping[str, object] | None = None,
        **values: object,
    ) -> None:
        super().__init__(message, **values)
        self.relation = relation
        self.record_id = record_id
        self.theirs = theirs


class Unavailable(HemisError):
    """The server does not answer; the same may succeed later."""


class Cancelled(HemisError):
    """The person pressed Cancel."""

    def __init__(self) -> None:
        super().__init__(N_("Stopped as you asked."))
