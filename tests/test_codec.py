"""The codec: what is written can be read back, for every record."""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selon import model
from selon.codec import from_plain, to_plain

RECORDS: list[Any] = sorted(
    (c for c in vars(model).values() if dataclasses.is_dataclass(c)), key=lambda c: str(getattr(c, "__name__", ""))
)


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of an annotated type."""
    origin, args = get_origin(kind), get_args(kind)
    if origin is Literal:
        return st.sampled_from(args)
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*(st.none() if a is type(None) else values(a) for a in args))
    if origin is tuple and len(args) == 2 and args[1] is Ellipsis:
        return st.lists(values(args[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*(values(a) for a in args))
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        fields: dict[str, Any] = {f.name: values(hints[f.name]) for f in dataclasses.fields(kind)}
        record: Any = kind
        return st.builds(record, **fields)
    if kind is model.Span:
        return st.builds(model.Span, st.integers(0, 9), st.integers(0, 9))
    return {str: st.text(max_size=3), int: st.integers(0, 99), bool: st.booleans(), float: st.floats(0, 1)}[kind]


@pytest.mark.parametrize("record", [r for r in RECORDS if r.__name__ not in ("Ledger", "Reading", "Scene", "Article")])
def test_round_trip(record: Any) -> None:
    """from_plain undoes to_plain."""

    @settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a busy machine is no fault
    @given(values(record))
    def check(value: Any) -> None:
        assert from_plain(record, to_plain(value)) == value

    check()


def test_a_value_outside_the_vocabulary_is_refused() -> None:
    """An unknown act is no act."""
    plain = to_plain(model.Problem("empty", "nothing"))
    with pytest.raises(TypeError):
        from_plain(model.Problem, {**plain, "code": 3})
    with pytest.raises(ValueError):
        from_plain(model.Block, {"start": 0, "end": 1, "kind": "poem", "reason": ""})
