"""Placement: which machines and cards replicas get, by filters and scores with names, and why some wait."""
