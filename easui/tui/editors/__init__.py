"""Editors of single values that need more room than a line: scripts and schedules."""
