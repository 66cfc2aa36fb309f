"""Put the ids of linked actors into a reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from selon.model import Reading

_HOLDERS = (
    "actors", "mentions", "attributions", "citations", "claims", "meetings", "channels", "positions",
    "proposals", "responses",
)  # fmt: skip


def rename(reading: Reading, ids: Mapping[str, str]) -> Reading:
    """The reading with every actor id that ``ids`` knows replaced, in all records."""
    return replace(reading, **{name: _renamed(getattr(reading, name), ids) for name in _HOLDERS})


def _renamed(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return ids.get(value, value)
    if type(value) is tuple:
        return tuple(_renamed(v, ids) for v in value)
    if is_dataclass(value) and not isinstance(value, type):
        old = {field.name: getattr(value, field.name) for field in fields(value)}
        new = {name: _renamed(each, ids) for name, each in old.items()}
        return value if new == old else replace(value, **new)
    return value
