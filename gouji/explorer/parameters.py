"""Query parameters: declared once, for parsing, for the pages and for the OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Longer than any name of an agency; what is longer was not typed by hand.
LONGEST_TEXT = 100
PAGE_SIZE = 50
LARGEST_PAGE = 500
# Beyond this a reader wants a download, and the offset alone would cost more than the page.
LAST_PAGE = 10_000
FIRST_YEAR, LAST_YEAR = 1900, 2999


class ParameterInvalid(ValueError):
    """A value that the parameter cannot take."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(f"{name}={value[:LONGEST_TEXT]}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One query parameter; a number where it has bounds, one of ``choices`` where it has them, else text."""

    name: str
    description: str
    default: str | int | None = None
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether it takes whole numbers."""
        return self.minimum is not None

    def parse(self, text: str | None) -> str | int | None:
        """The value of a text; an empty text is no value.

        Raises:
            ParameterInvalid: the text is no such value.
        """
        if text is None or not text.strip():
            return self.default
        text = text.strip()
        if self.is_number:
            return self._number(text)
        if (self.choices and text not in self.choices) or len(text) > LONGEST_TEXT:
            raise ParameterInvalid(self.name, text)
        return text

    def _number(self, text: str) -> int:
        # str.isdigit would take digits of other scripts, and int() would take an underscore.
        if not (text.isascii() and text.isdigit() and len(text) < len(str(LAST_PAGE)) * 2):
            raise ParameterInvalid(self.name, text)
        number = int(text)
        if not (self.minimum or 0) <= number <= (self.maximum or number):
            raise ParameterInvalid(self.name, text)
        return number


Values = Mapping[str, str | int | None]

PAGE = Parameter("page", "Which page of the list, from 1.", default=1, minimum=1, maximum=LAST_PAGE)
SIZE = Parameter("page_size", "Rows a page.", default=PAGE_SIZE, minimum=1, maximum=LARGEST_PAGE)
YEAR = Parameter("year", "Year the reports are about.", minimum=FIRST_YEAR, maximum=LAST_YEAR)
PROVINCE = Parameter("province", "Name of a province in full, such as 四川省.")
PAGING = (PAGE, SIZE)


def sort_parameter(columns: Iterable[str], default: str) -> Parameter:
    """Sorting by one of the columns; descending with a minus before it."""
    names = tuple(columns)
    choices = (*names, *(f"-{name}" for name in names))
    return Parameter("sort", "Column to sort by; with a minus before it, descending.", default, choices=choices)


def order_by(sort: object, tie_breaker: str) -> str:
    """The ``order by`` of a checked ``sort`` value, which is one of the declared choices and nothing else."""
    text = str(sort)
    direction = "desc" if text.startswith("-") else "asc"
    return f"order by {text.removeprefix('-')} {direction} nulls last, {tie_breaker}"
