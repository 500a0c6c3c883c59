"""What the first reader would wait for is made ready while the server starts."""

from __future__ import annotations

from gouji.explorer import charts
from gouji.explorer.templating import environment, seed_names
from gouji.exports.keys import keys_of_marts


def warm_up() -> None:
    """Compile the pages, read the declared keys, and start the engine that draws."""
    pages = environment()
    for name in pages.list_templates():
        pages.get_template(name)
    keys_of_marts()
    seed_names("form_versions", "form_version", "name")
    charts.warm_up()
