"""The key of the demonstration. Everybody has its private part, so no server takes it (`signing.propose_key`)."""

from hashlib import sha256

from shared.signing.keys import SeedSigner

#: The server of a demonstration is filled with these (`287_signing/demo.sql`); a test compares them.
KEY_ID = "cd39fcfa091e943a"
PUBLIC_KEY = "R-GcYmmIy0cd0rflHYaxQUBTi2AiFGXjautb73SII60"


def demonstration_signer() -> SeedSigner:
    """Return who signs in a demonstration, always the same."""
    return SeedSigner(sha256(b"HEMIS Desktop: the key of the demonstration").digest())
