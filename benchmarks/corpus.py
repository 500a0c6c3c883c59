"""Which documents are forged: every layout, vintage and quirk, then random pairs of quirks, told by a seed alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random

from forge import LAYOUTS, QUIRKS, ForgedDocument, Layout, ReportFigures, distinct_primes, render
from forge.form import load_form

DASHES = "dash_for_zero"
# Where a quirk is about zeros there must be some; a fifth of the cells is plenty and leaves traceable primes around.
ZERO_SHARE = 0.2


@dataclass(frozen=True)
class Case:
    """One document to forge."""

    layout: str
    form_version: str
    alternative: str
    quirks: tuple[str, ...]
    seed: int

    def forge(self) -> ForgedDocument:
        """Forge the document; equal cases make equal bytes."""
        figures = _figures(self.form_version, self.alternative, self.seed, DASHES in self.quirks)
        return render(figures, self.layout, self.quirks, seed=self.seed)


def cases(documents: int, seed: int) -> tuple[Case, ...]:
    """Every layout x vintage x quirk once, then pairs of quirks in turn over the layouts, ``documents`` in all or more.

    Each layout draws its pairs from a source of chance of its own: a new layout leaves the cases of the others alone.
    """
    made = [case for layout in LAYOUTS.values() for case in _singles(layout, seed)]
    pairs = {name: _pairs(layout, seed) for name, layout in LAYOUTS.items()}
    while len(made) < documents and pairs:
        for name in list(pairs):
            case = next(pairs[name], None)
            if case is None:
                del pairs[name]
            else:
                made.append(case)
    return tuple(made)


def applicable(layout: Layout, form_version: str) -> tuple[str, ...]:
    """The quirks that can be printed in this layout and vintage, its own habits aside."""
    habits = {quirk.name for quirk in layout.habits}
    return tuple(
        name for name, quirk in QUIRKS.items() if name not in habits and quirk.applies_to(layout.family, form_version)
    )


def compatible(quirks: Sequence[str]) -> bool:
    """Whether the quirks can be applied together: a document has one encoding."""
    return sum(QUIRKS[name].encoding is not None for name in quirks) <= 1


def _singles(layout: Layout, seed: int) -> Iterator[Case]:
    for version in sorted(layout.forms):
        for alternative in _alternatives(version):
            yield Case(layout.name, version, alternative, (), seed)
        for number, name in enumerate(applicable(layout, version)):
            turns = _alternatives(version)
            yield Case(layout.name, version, turns[number % len(turns)], (name,), seed + number)


def _pairs(layout: Layout, seed: int) -> Iterator[Case]:
    """Pairs without repetition, in random order; the order of two quirks is drawn too."""
    chance = Random(f"{layout.name} {seed}")
    drawn = [
        (version, pair)
        for version in sorted(layout.forms)
        for pair in combinations(applicable(layout, version), 2)
        if compatible(pair)
    ]
    chance.shuffle(drawn)
    for number, (version, pair) in enumerate(drawn):
        quirks = tuple(chance.sample(pair, 2))
        yield Case(layout.name, version, chance.choice(_alternatives(version)), quirks, seed + number)


def _alternatives(form_version: str) -> tuple[str, ...]:
    """The ways of printing （六）其他处理 in a vintage, or the one way of a vintage that has no such row."""
    form = load_form(form_version)
    known = {row.alternative for table in form.tables for row in table.rows if row.alternative}
    return tuple(sorted(known)) or (form.default_alternative(),)


def _figures(form_version: str, alternative: str, seed: int, with_zeros: bool) -> ReportFigures:
    """A prime of its own in every cell, shuffled; zeros among them where asked for."""
    figures = distinct_primes(form_version, alternative=alternative or None)
    chance = Random(f"figures {seed}")
    texts = list(figures.cells.values())
    chance.shuffle(texts)
    if with_zeros:
        texts = ["0" if chance.random() < ZERO_SHARE else text for text in texts]
    return replace(figures, cells=dict(zip(figures.cells, texts, strict=True)))
