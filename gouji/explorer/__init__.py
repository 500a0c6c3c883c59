"""The explorer: a read-only web application over a published warehouse.

    app.py          routes, and what every request passes through
    store.py        the published file, followed when it is replaced; a cursor for each request
    opening.py      what is derived once when a file is opened, so that no page scans a fact of millions of rows
    pages/          one module a page: its parameters, its query, its answer
    respond.py      one answer as a page or as JSON
    templates/      pages; wording.toml holds every word of them in both languages

An answer is a frozen dataclass. The page is rendered from it, the JSON is its fields, and the OpenAPI document is
written from its types, so the three cannot differ.
"""
