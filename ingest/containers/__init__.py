"""Files that hold documents: ZIP and TAR archives and WARC files, taken apart without writing where their names point.

Listing and reading are two passes: ``walk`` lists the documents and tells each by its bytes, one in memory at a time;
workers read them again by their ``Place``.
"""
