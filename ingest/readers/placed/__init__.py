"""Tables that only the places of words make: in a PDF without ruled lines, in text that keeps columns by spaces.

``labels`` tells which lines of print are the label of which row of figures, ``columns`` which words are the header of
which column, ``tables`` puts both together. What cannot be told is handed over so that no figure is taken for another.
"""
