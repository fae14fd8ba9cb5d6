"""The dry run in the editor: what is run after each edit, and the pane and the figures that show it."""
