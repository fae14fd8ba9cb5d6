"""easui: edit, lint and dry-run PAI-EAS service.json files before anything is deployed."""

__version__ = "0.1.0"
