"""The editor's screen: its panes, and what keys, palette and messages do in them, a module a subject."""
