"""Measurements: how many cells are read exactly, and how fast. Every number in ``docs/`` about either is made here."""
