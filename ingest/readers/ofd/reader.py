"""The package: which documents and pages it holds, and where what they print is kept."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename, dirname, join, normpath
from xml.etree.ElementTree import Element

from ingest.documents import Document
from ingest.errors import Rejection
from ingest.readers.ofd.page import Printed, read_page
from ingest.readers.ofd.values import Box, all_named, box, first_named, text_of
from ingest.readers.package import Package
from ingest.readers.paged.document import document_of, require_few
from ingest.readers.paged.page import Page

ROOT = "OFD.xml"
A4: Box = (0.0, 0.0, 210.0, 297.0)
RESOURCES = ("PublicRes", "DocumentRes", "PageRes")
# Parts by which an encrypted package is told (GM/T 0099).
ENCRYPTION = frozenset(("encryptions.xml", "decryptseed.dat"))


def read_ofd(package: Package) -> Document:
    """Read one OFD file, every document in it.

    Raises:
        Rejection: ``encrypted_document``, ``scanned_document``, ``undecodable``, ``too_large``.
        KeyError: a part is missing.
        ValueError: what a part says is no page.
        xml.etree.ElementTree.ParseError: a part is not XML.
    """
    if any(basename(name).lower() in ENCRYPTION for name in package.names):
        raise Rejection("encrypted_document", "OFD")
    roots = [text_of(first_named(body, "DocRoot")) for body in all_named(package.xml(ROOT), "DocBody")]
    if not all(roots) or not roots:
        raise KeyError("DocRoot")
    pages: list[Page] = []
    for root in roots:
        pages += _Paper(package, _part(package, ROOT, root)).pages(len(pages))
    return document_of("ofd", pages)


class _Paper:
    """One document of a package."""

    def __init__(self, package: Package, root: str) -> None:
        self._package, self._root = package, root
        self._document = package.xml(root)
        common = first_named(self._document, "CommonData")
        self._common = self._document if common is None else common
        self._templates = {
            page.get("ID", ""): page.get("BaseLoc", "") for page in all_named(self._common, "TemplatePage")
        }

    def pages(self, before: int) -> Iterator[Page]:
        """Its pages, numbered on from those before."""
        listed = first_named(self._document, "Pages")
        places = [page.get("BaseLoc", "") for page in all_named(listed, "Page")] if listed is not None else []
        require_few(before + len(places))
        shared = dict(self._graphics(self._common, self._root))
        size = box(text_of(first_named(self._common, "PageArea", "PhysicalBox")))
        for number, place in enumerate(places, start=before + 1):
            part = _part(self._package, self._root, place)
            page = self._package.xml(part)
            own = box(text_of(first_named(page, "Area", "PhysicalBox")))
            printed = Printed(tuple(self._contents(page)), next((each for each in (own, size) if each[2] > 0), A4))
            yield read_page(number, printed, {**shared, **dict(self._graphics(page, part))})

    def _contents(self, page: Element) -> Iterator[Element]:
        """What the page prints, and what its templates print on it."""
        pages = [page]
        for template in all_named(page, "Template"):
            place = self._templates[template.get("TemplateID", "")]
            pages.append(self._package.xml(_part(self._package, self._root, place)))
        for each in pages:
            if (content := first_named(each, "Content")) is not None:
                yield content

    def _graphics(self, holder: Element, part: str) -> Iterator[tuple[str, Element]]:
        """What graphics that are drawn as one are made of, by their number; all else in resources is looks."""
        for kind in RESOURCES:
            for resource in all_named(holder, kind):
                place = _part(self._package, part, text_of(resource))
                if place not in self._package.names:
                    continue
                units = first_named(self._package.xml(place), "CompositeGraphicUnits")
                for unit in all_named(units, "CompositeGraphicUnit") if units is not None else ():
                    if (content := first_named(unit, "Content")) is not None:
                        yield unit.get("ID", ""), content


def _part(package: Package, source: str, place: str) -> str:
    """The name of the part that another one points at: from the root of the package, or from its own folder."""
    names = (normpath(join("/", dirname(source), place)).lstrip("/"), normpath(place).lstrip("/"))
    return next((name for name in names if name in package.names), names[0])
