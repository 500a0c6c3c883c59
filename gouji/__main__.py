"""``python -m gouji``: the same as the ``gouji`` command."""

import sys

from gouji.cli import main

if __name__ == "__main__":
    sys.exit(main())
