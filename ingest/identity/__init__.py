"""Who published a report, for which year and what it covers: told from the text around the tables, never guessed.

``reading`` lays the text out once; ``titles``, ``agency``, ``region``, ``period`` and ``scope`` each answer one
question and say what the answer rests on. The public face is ``ingest.identify``.
"""
