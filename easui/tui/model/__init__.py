"""What the editor shows, as plain values: sections, form rows, problems, documentation and highlighting.

Nothing here knows of Textual: widgets ask, and draw what they get.
"""
