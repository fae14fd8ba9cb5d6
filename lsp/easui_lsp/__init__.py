"""The easui language server."""
