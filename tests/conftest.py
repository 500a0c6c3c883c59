"""Formats on trial are read in every test; that they are rejected by default is a test of its own."""

from __future__ import annotations

import os

from ingest.readers import TRIAL_VARIABLE

os.environ[TRIAL_VARIABLE] = "pdf"
