"""What can go wrong while setting up, as sentences. Standard library only."""

from __future__ import annotations

from pathlib import Path

# The first whose mark is among pip's words explains them. The order matters: one trouble causes the next.
_KINDS = {
    "The disk is full; about 1500 MB are needed. Make room and start again.": (
        "No space left on device",
        "[Errno 28]",
        "WinError 112",
    ),
    "A downloaded package is not the one that was checked when the program was made. Start again; if it stays "
    "so, something between this machine and the package index changes files.": ("DO NOT MATCH THE HASHES",),
    "The package index could not be trusted: its certificate was not accepted. On a network with its own "
    "authority, name that authority's file in PIP_CERT.": (
        "CERTIFICATE_VERIFY_FAILED",
        "SSLCertVerificationError",
    ),
    "The package index could not be reached. Check the network (or the proxy in HTTPS_PROXY) and start again; "
    "what was downloaded is kept.": (
        "Connection aborted",
        "ConnectionResetError",
        "ConnectTimeout",
        "Failed to establish a new connection",
        "getaddrinfo failed",
        "IncompleteRead",
        "NameResolutionError",
        "Network is unreachable",
        "NewConnectionError",
        "ProxyError",
        "Read timed out",
        "ReadTimeout",
        "Temporary failure in name resolution",
    ),
    "The folder .venv cannot be written. Close every window of the program, or copy it to a folder of your own.": (
        "Permission denied",
        "Read-only file system",
        "Access is denied",
        "WinError 5]",
        "WinError 32]",
    ),
    "A package does not exist for this machine and this Python. Use Python 3.11 to 3.14 of 64 bits.": (
        "No matching distribution found",
        "Could not find a version",
    ),
}


class SetUpError(Exception):
    """The set-up cannot go on; the text is a sentence for the person."""


def explain_pip(output: str, log: Path) -> str:
    """Say in a sentence why pip failed."""
    for sentence, marks in _KINDS.items():
        if any(mark in output for mark in marks):
            return f"{sentence} (Details: {log})"
    errors = [line.strip() for line in output.splitlines() if line.startswith("ERROR")]
    reason = errors[-1].removeprefix("ERROR:").strip() if errors else "pip gave no reason"
    return f"The packages could not be installed: {reason} (Details: {log})"
