"""The same meaning in another syntax: JSON, JSON with comments, and YAML, each into each.

Keys keep their order, numbers and texts their values. Comments go along where the syntax has them; blocks of them
become one comment a line. Anchors and merges of YAML are written out.
"""

from __future__ import annotations

from easui.assist.annotation import annotated
from easui.assist.refusal import Refused, refuse_broken
from easui.assist.white_space import usual_line_end
from easui.document import Document, Language


def convert(document: Document, to: Language) -> str:
    """The text of a document in a language, in its canonical layout and with the line ends of the document.

    Raises `Refused` for a text that does not parse, keys that are written twice, what nests too deep, and what the
    language cannot hold.
    """
    refuse_broken(document)
    root = annotated(document)
    if root is None:
        raise Refused("the file is empty", 0)
    if to == "yaml":
        from easui.assist.yaml_writer import yaml_lines

        lines = yaml_lines(document, root)
    else:
        from easui.assist.json_writer import json_lines

        lines = json_lines(document, root, comments=to == "jsonc")
    newline = usual_line_end(document.text)
    return newline.join(lines) + newline
