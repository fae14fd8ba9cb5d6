"""easui: edit, lint and dry-run PAI-EAS service.json files before anything is deployed."""

__version__ = "0.1.0"

HOME = "https://easui.example"
"""The address under which the reference is linked to: of a name that is reserved, so that nobody else can own it."""
