"""Work that is done only when the test says so, as a slow server does it."""

from client.core.tasks import InlineTasks


class HeldTasks(InlineTasks):
    """Keeps the works in the order in which they were asked for."""

    def __init__(self):
        super().__init__()
        self.works = []

    def _start(self, work):
        self.works.append(work)

    def go_on(self):
        """Do everything that waits, and what that asks for."""
        while self.works:
            self.works.pop(0)()
