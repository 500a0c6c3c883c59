"""Documents to raw rows: find the statutory tables and say which cell of which form each printed text belongs to.

Nothing here casts, fills, sums or corrects a figure; that is the work of the models.
"""
