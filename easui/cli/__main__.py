"""`python -m easui.cli` is `easui`."""

from easui.cli.process import run

run()
