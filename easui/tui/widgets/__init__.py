"""The widgets of the editor, one a module: they draw what they are given and say what the user did in messages."""
