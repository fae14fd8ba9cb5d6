"""`python -m easui.cli` is `easui`."""

import sys

from easui.cli import main

sys.exit(main())
