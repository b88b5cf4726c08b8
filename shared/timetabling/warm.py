"""Make the compiled code ready, so that its first use is not felt: seconds after an installation, then nothing."""

from shared.timetabling.generate import competition
from shared.timetabling.worker import Here, Order


def warm() -> None:
    """Compile, or load what was compiled before; best called in the background."""
    searcher = Here(competition(1, courses=5), seed=1)
    searcher.start(Order(0.0, 1.0, moves=1000))
    searcher.report()


if __name__ == "__main__":
    warm()
