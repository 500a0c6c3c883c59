"""A table wider than its paper, as browsers print it: the figure at the edge is cut."""

from __future__ import annotations

import pypdfium2
import pytest

from ingest.documents import UNMAPPED
from ingest.readers.pdf.page import read_page


def page_of(drawing: str) -> bytes:
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(drawing)}>>stream\n{drawing}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    numbered = "".join(f"{number} 0 obj{content}endobj\n" for number, content in enumerate(objects, start=1))
    return f"%PDF-1.4\n{numbered}trailer<</Root 1 0 R/Size 6>>\n%%EOF\n".encode()


@pytest.mark.parametrize(("clip", "read"), [(100, "7" + UNMAPPED), (150, "72"), (0, "72")])
def test_a_character_that_the_edge_of_its_area_runs_through_is_a_mark(clip: int, read: str) -> None:
    area = f"0 0 {clip} 200 re W n " if clip else ""
    content = page_of(f"q {area}BT /F1 12 Tf 90 100 Td (72) Tj ET Q")
    document = pypdfium2.PdfDocument(content)
    assert "".join(char.text for char in read_page(document.raw, 0).chars) == read
    document.close()
