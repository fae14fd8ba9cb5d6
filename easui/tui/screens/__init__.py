"""The screens: the editor, the start, and what opens over them."""
