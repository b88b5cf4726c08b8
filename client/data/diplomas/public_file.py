"""The public check: a signed file of the fingerprints of diplomas, for a web site; it names nobody."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import func, or_, select

from client.core import clock
from client.data.local.output_files import whole_file
from client.data.server.gateway import Gateway
from shared.models.diplomas import CANCELLED, ISSUED, Diploma
from shared.signing import hash_file
from shared.signing.keys import Signer

#: As `hash_file.hashed` has it; sorted by the server, so that no file is held in memory.
_FINGERPRINT = func.encode(func.sha256(func.uuid_send(Diploma.uuid)), "hex").collate("C")
#: Cancelled ones that were signed: such a paper may be in somebody's hands.
_PUBLIC = or_(Diploma.state == ISSUED, (Diploma.state == CANCELLED) & Diploma.signature.is_not(None))
_STATES = {ISSUED: hash_file.ISSUED, CANCELLED: hash_file.CANCELLED}
Progress = Callable[[int, int], object]
#: The progress is told after so many papers.
PORTION = 500


def write(gateway: Gateway, signer: Signer, path: Path, progress: Progress) -> int:
    """Write every issued or cancelled diploma as of one moment, signed as a whole; return how many."""
    papers = select(_FINGERPRINT, Diploma.digest, Diploma.state).where(_PUBLIC).order_by(_FINGERPRINT)
    with gateway.transaction(patience=600, snapshot=True) as transaction:
        count = int(transaction.scalar(select(func.count()).select_from(Diploma).where(_PUBLIC)))
        with closing(transaction.stream(papers)) as rows, whole_file(path) as draft:
            given = ((uuid, digest, _STATES[state]) for uuid, digest, state in rows)
            with draft.open("w", encoding="ascii", newline="\n") as file:
                file.writelines(hash_file.lines(_told(given, count, progress), clock.today(), signer))
    return count


def _told(
    papers: Iterator[tuple[str, str, str]], count: int, progress: Progress
) -> Iterator[tuple[str, str, str]]:
    for done, paper in enumerate(papers):
        if done % PORTION == 0:
            progress(done, count)
        yield paper
