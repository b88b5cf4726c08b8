"""The acts of topics and calendar plans: one function an act."""

from client.data.server.gateway import Gateway
from client.data.topics.topic_lists import Taught


def approve(gateway: Gateway, taught: Taught) -> None:
    """Approve the topics: teachers leave them as they are from now on."""
    gateway.call("topics.approve", taught.subject_id, taught.department_id, taught.training)


def reopen(gateway: Gateway, taught: Taught) -> None:
    """Let teachers write the topics again."""
    gateway.call("topics.reopen", taught.subject_id, taught.department_id, taught.training)
