"""The generic list of records and its declaration."""

from client.widgets.record_list.record_list import RecordList
from client.widgets.record_list.screen import ListAction, PanelFactory, Screen, list_of

__all__ = ["ListAction", "PanelFactory", "RecordList", "Screen", "list_of"]
