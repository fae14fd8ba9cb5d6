"""The text pane: the session's text on the screen, edited through the session, highlighted from its tree."""
