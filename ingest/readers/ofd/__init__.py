"""OFD to a document (GB/T 33190, the fixed layout in which agencies keep and publish what they print).

``reader`` finds the pages of the package, ``objects`` what is drawn on them, ``texts`` and ``paths`` make characters
and rulings of it, and ``paged`` makes tables and lines of those. Annotations (seals, stamps) are none of the text.
"""

from __future__ import annotations

from ingest.readers.ofd.reader import read_ofd

__all__ = ["read_ofd"]
