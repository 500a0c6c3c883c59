"""Measurements: how many cells are read exactly, and how fast. Every number in ``docs/`` about either is made here."""

import os

from ingest.readers import TRIAL_VARIABLE

# Formats on trial are what a measurement is most wanted for; spawned processes inherit this.
os.environ[TRIAL_VARIABLE] = "pdf"
