"""The editor in the terminal: `run` opens a file in it."""

from __future__ import annotations


def run(
    path: str | None,
    *,
    line: int | None = None,
    column: int | None = None,
    pane: str | None = None,
    read_only: bool = False,
) -> int:
    """Open a file in the editor, or the start screen; the exit code.

    A file that does not exist is offered as a new one. `line` and `column` count from 1. What cannot be read is said in
    one line on standard error before the terminal is touched, with exit code 2.
    """
    import os
    import sys

    from easui.workspace import Session, Unreadable

    session = None
    if path is not None and os.path.lexists(path.rstrip(os.sep) or path):
        try:
            session = Session.open(path, read_only=read_only)
        except Unreadable as error:
            print(f"easui: {error}", file=sys.stderr)
            return 2
    offset = session.document.lines.offset(line, column or 1) if session is not None and line is not None else None

    from easui.tui.app import EasuiApp
    from easui.tui.editor.panes import PANES

    first = next((known for known in PANES if known == pane), None)
    app = EasuiApp(session, missing=path if session is None else None, offset=offset, pane=first)
    app.run()
    return app.return_code or 0
