"""What word processors and editors write beside a document, which is none."""

OWN_FILES = ("~$", ".~", ".")
"""How the names of such files begin: Word's and WPS's owner file, LibreOffice's lock, whatever is hidden."""
