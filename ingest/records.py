"""Frozen dataclasses whose methods are written once.

``dataclass(frozen=True, slots=True)`` writes six methods as text for every class and compiles them at each import:
a tenth of the processor time of a check of one report. Here every class has the same methods, which cost a microsecond
or two more for each object.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass
from typing import Any, ClassVar, NoReturn, TypeVar, cast, dataclass_transform

T = TypeVar("T")
Values = tuple[object, ...]


@dataclass_transform(frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """A class like ``dataclass(frozen=True, slots=True)`` makes it; ``fields``, ``replace`` and ``asdict`` know it.

    No field is keyword-only, and ``__post_init__`` is not called.
    """
    made = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    for name, method in METHODS.items():
        setattr(made, name, method)
    # Asked of the class once, and not of its instances for each value.
    made._put = tuple(getattr(made, name).__set__ for name in made.__match_args__)  # type: ignore[attr-defined]
    return made


class _Methods:
    """What every record can do; written for a class that ``dataclass`` has given its fields."""

    __match_args__: ClassVar[tuple[str, ...]]
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    _put: ClassVar[tuple[Callable[[object, object], None], ...]]

    def __init__(self, *values: object, **named: object) -> None:
        puts = self._put
        if named or len(values) != len(puts):
            values = _complete(type(self), values, named)
        for put, value in zip(puts, values):  # noqa: B905 - as many, which was made sure of
            put(self, value)

    def __repr__(self) -> str:
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
        return f"{type(self).__qualname__}({told})"

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return _values(self) == _values(cast("_Methods", other))

    def __hash__(self) -> int:
        return hash(_values(self))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __reduce__(self) -> tuple[type, Values]:
        return type(self), _values(self)


METHODS = {name: method for name, method in vars(_Methods).items() if callable(method)}


def _values(of: _Methods) -> Values:
    return tuple([getattr(of, name) for name in of.__match_args__])


def _complete(cls: type[_Methods], values: Values, named: dict[str, object]) -> Values:
    """The values of all fields: by position, by name, and by default."""
    names = cls.__match_args__
    given = dict(zip(names, values, strict=False)) | named
    if len(given) < len(values) + len(named) or given.keys() - set(names):
        raise TypeError(f"{cls.__qualname__} takes {', '.join(names)}; got {len(values)} values and {', '.join(named)}")
    return tuple([given[name] if name in given else _default(cls, name) for name in names])


def _default(cls: type[_Methods], name: str) -> object:
    field = cls.__dataclass_fields__[name]
    if field.default is not MISSING:
        return field.default
    if field.default_factory is not MISSING:
        return field.default_factory()
    raise TypeError(f"{cls.__qualname__} lacks a value for {name}")
