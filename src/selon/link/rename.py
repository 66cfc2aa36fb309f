"""Put the ids of linked actors into a reading."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from selon.model import Reading

# Which field of a reading's records is an actor's id, or holds records that have one.
_FIELD = MappingProxyType(
    {
        "attributions": "actor", "citations": "actor", "claims": "actor", "meetings": "participants",
        "channels": "participants", "positions": "actor", "responses": "actor",
    }
)  # fmt: skip
_INNER = MappingProxyType({"claims": "chain"})


def rename(reading: Reading, ids: Mapping[str, str]) -> Reading:
    """The reading with every actor id that ``ids`` knows replaced, and without what is joined now: its own actors."""
    new: dict[str, Any] = {name: _all(getattr(reading, name), field, ids) for name, field in _FIELD.items()}
    new |= {name: _all(new[name], field, ids) for name, field in _INNER.items()}
    return replace(reading, actors=(), mentions=(), **new)


def _all(records: tuple[Any, ...], field: str, ids: Mapping[str, str]) -> tuple[Any, ...]:
    return tuple(_one(record, field, ids) for record in records)


def _one(record: Any, field: str, ids: Mapping[str, str]) -> Any:
    old = getattr(record, field)
    new = ids.get(old, old) if not isinstance(old, tuple) else _all(old, "actor", ids)
    return record if new == old else replace(record, **{field: new})
