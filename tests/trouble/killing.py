"""Ending a server without a word."""

import psutil


def kill(server):
    """End the server as a power cut does: without a word."""
    process = psutil.Process(server.status().pid)
    children = process.children(recursive=True)
    process.kill()
    for child in children:
        child.kill()
    psutil.wait_procs([process, *children], timeout=20)
