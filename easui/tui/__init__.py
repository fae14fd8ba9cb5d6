"""The editor in the terminal: `run` opens a file in it.

`model` is what is shown, without Textual; `widgets`, `text` and `dry_run` draw it; `screens`, `pickers` and `editors`
lie over it; `editor` is the screen with all that can be done there. docs/decisions/007 says why they are parted so, why
keys are queued and why the session owns the text.
"""

from __future__ import annotations

from collections.abc import Sequence


def run(
    path: str | None,
    *,
    line: int | None = None,
    column: int | None = None,
    pane: str | None = None,
    read_only: bool = False,
    others: Sequence[str] = (),
    inventory: str | None = None,
    scenario: str | None = None,
) -> int:
    """Open a file in the editor, or the start screen; the exit code.

    A file that does not exist is offered as a new one. `line` and `column` count from 1. `others` are opened beside it.
    `inventory` and `scenario` are files for the dry run; None takes those of the settings. What cannot be read is said
    in one line on standard error before the terminal is touched, with exit code 2.
    """
    import os
    import sys

    from easui.workspace import Session, Unreadable

    session = None
    try:
        if path is not None and os.path.lexists(path.rstrip(os.sep) or path):
            session = Session.open(path, read_only=read_only)
        beside = [Session.open(other, read_only=read_only) for other in others]
    except Unreadable as error:
        print(f"easui: {error}", file=sys.stderr)
        return 2
    offset = session.document.lines.offset(line, column or 1) if session is not None and line is not None else None

    from easui.tui.app import EasuiApp
    from easui.tui.editor.panes import PANES

    first = next((known for known in PANES if known == pane), None)
    app = EasuiApp(
        session,
        missing=path if session is None else None,
        offset=offset,
        pane=first,
        others=beside,
        dry_run_files=(inventory, scenario),
    )
    try:
        app.run()
    finally:
        app.files.release()
    return app.return_code or 0
