"""Accreditation of graduates: who is ready and who is not and why, and what the offices do about it."""
