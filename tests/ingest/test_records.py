"""A record behaves as the frozen dataclass of the same fields."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace

import pytest

from ingest.records import record


@record
class Place:
    """A place."""

    table: str
    row: int = 0
    marks: list[str] = field(default_factory=list)


@record
class Printed(Place):
    """A place with a text."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Twin:
    """``Place`` as the library writes it."""

    table: str
    row: int = 0
    marks: list[str] = field(default_factory=list)


def test_fields_defaults_and_replacing_are_those_of_a_dataclass() -> None:
    assert is_dataclass(Place)
    assert [one.name for one in fields(Place)] == [one.name for one in fields(Twin)]
    assert asdict(Place("a", marks=["x"])) == asdict(Twin("a", marks=["x"]))
    assert replace(Place("a", 1), row=2) == Place(row=2, table="a")
    assert Printed("a", 1, [], "12").text == "12"
    assert Place("a").marks is not Place("a").marks
    assert repr(Place("a", 1)) == repr(Twin("a", 1)).replace("Twin", "Place")
    match Place("a", 3):
        case Place(table, row):
            assert (table, row) == ("a", 3)


def test_records_equal_only_their_own_kind() -> None:
    assert Place("a") == Place("a") != Place("b")
    assert Place("a") != Twin("a")
    assert Place("a") != Printed("a")
    assert len({Wordless("a"), Wordless("a"), Wordless("b")}) == 2


@record
class Wordless:
    """One field that can be hashed."""

    name: str


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_copies_are_equal(copied: Callable[[Printed], Printed]) -> None:
    assert copied(Printed("a", 1, ["x"], "12")) == Printed("a", 1, ["x"], "12")


def test_nothing_can_be_changed_or_added() -> None:
    place = Place("a")
    for name in ("row", "other"):
        with pytest.raises(FrozenInstanceError):
            setattr(place, name, 1)
    with pytest.raises(FrozenInstanceError):
        del place.row
    assert not hasattr(place, "__dict__")


@pytest.mark.parametrize(
    ("values", "named"), [((), {}), (("a", 1, [], 4), {}), (("a",), {"table": "b"}), (("a",), {"unknown": 1})]
)
def test_wrong_arguments_are_refused(values: tuple[object, ...], named: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="Place"):
        Place(*values, **named)  # type: ignore[arg-type]
