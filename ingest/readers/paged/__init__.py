"""Pages to a document: ruled tables become grids with their spans, everything else lines of print in reading order.

What a page is says ``page``: characters with their places and the lines ruled on it, whatever format printed it.
``lattice`` makes tables of rulings, ``cells`` puts the characters into them, ``breaks`` joins what page breaks cut, and
``document`` puts all of it in order.
"""
