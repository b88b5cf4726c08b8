"""What a cell may mean though it does not say so: shown with the reason, taken once a person has confirmed it."""

from shared.identifiers import InvalidValue

#: The field of a doubtful cell and what stands in it; the answer is the same in every row.
Doubt = tuple[str, str]


class Doubtful(InvalidValue):
    """A cell that is refused until somebody confirms `answer`; the sentence names the proposal."""

    def __init__(self, msgid: str, answer: object, **params: object) -> None:
        super().__init__(msgid, **params)
        self.answer = answer
