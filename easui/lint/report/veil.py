"""What may be shown of a file: its text with the secrets masked, and words about it in which none stands.

A secret is known by the key that names it (`token`, `dockerAuth`, `access_key_secret`, an environment variable called
`API_KEY`), wherever it stands, or by its own shape (`LTAI…`). Masks keep the length, so that offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from easui.document import Array, Diagnostic, Document, Node, Object, Scalar
from easui.document.display import shortened, shown_of_secret, visible
from easui.lint.report.tally import FileReport

MASK = "•"

_SECRET_WORDS = frozenset(
    ("key", "keys", "secret", "secrets", "token", "password", "passwd", "pwd", "auth", "credential", "credentials")
)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_SHAPES = re.compile(
    r"\bLTAI[0-9A-Za-z]{8,}|\b(?:sk-|ghp_|gho_|glpat-|hf_)[0-9A-Za-z_-]{12,}|(?<=://)[^\s/@\"':]+:[^\s/@\"']+(?=@)"
)
_SURE_LENGTH = 8
_LONGEST = 600


def names_secret(name: str) -> bool:
    """Whether a key or the name of a variable says that its value is a secret.

    >>> [names_secret(name) for name in ("API_KEY", "dockerAuth", "MAX_NEW_TOKENS", "keepalive")]
    [True, True, False, False]
    """
    return any(word.lower() in _SECRET_WORDS for word in _WORD.findall(name))


class Veil:
    """One document as it may be shown; `text` has the length of the document's own text."""

    __slots__ = ("_secrets", "text")

    def __init__(self, document: Document) -> None:
        spans = _secret_spans(document)
        self.text = _masked(document.text, spans)
        self._secrets = _values(document.text, spans)

    def say(self, words: str) -> str:
        """Words about the document without its secrets and with everything in them visible, on one line.

        The middle of what nobody would read to its end is left out.
        """
        for secret in self._secrets:
            if len(secret) >= _SURE_LENGTH:
                words = words.replace(secret, shortened(secret))
            else:
                quoted = rf"(?<=[\"'`]){re.escape(secret)}(?=[\"'`])"
                words = re.sub(quoted, shortened(secret), words)
        shown = visible(_SHAPES.sub(lambda match: shortened(match[0]), words))
        return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST // 2]} … {shown[-_LONGEST // 2 :]}"


def findings(files: Iterable[FileReport]) -> Iterator[tuple[FileReport, Diagnostic, Veil]]:
    """Every finding with its file and the veil over it."""
    for file in files:
        if file.diagnostics:
            veil = Veil(file.document)
            for diagnostic in file.diagnostics:
                yield file, diagnostic, veil


def _secret_spans(document: Document) -> list[tuple[int, int]]:
    """Where secrets stand, without their quotes, in the order of the text and without overlaps."""
    spans = [_inside(document.text, scalar) for scalar in _secret_scalars(document.root)]
    spans += [match.span() for match in _SHAPES.finditer(document.text)]
    ordered: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if ordered and start < ordered[-1][1]:
            ordered[-1] = (ordered[-1][0], max(end, ordered[-1][1]))
        elif start < end:
            ordered.append((start, end))
    return ordered


def _secret_scalars(root: Node | None) -> list[Scalar]:
    found: list[Scalar] = []
    stack: list[tuple[Node, bool]] = [] if root is None else [(root, False)]
    while stack:
        node, secret = stack.pop()
        if isinstance(node, Object):
            variable = _is_secret_variable(node)
            stack.extend(
                (member.value, secret or names_secret(member.key.name) or (variable and member.key.name == "value"))
                for member in node.members
            )
        elif isinstance(node, Array):
            stack.extend((item, secret) for item in node.items)
        elif secret and node.kind in ("string", "number"):
            found.append(node)
    return found


def _is_secret_variable(node: Object) -> bool:
    """Whether an object is a variable, `{"name": …, "value": …}`, that is called like a secret."""
    name = node.get("name")
    if name is None or node.get("value") is None or not isinstance(name.value, Scalar):
        return False
    return isinstance(name.value.value, str) and names_secret(name.value.value)


def _inside(text: str, scalar: Scalar) -> tuple[int, int]:
    start, end = scalar.start, scalar.end
    if end - start >= 2 and text[start] in "\"'":
        return start + 1, end - 1 if text[end - 1] == text[start] else end
    return start, end


def _masked(text: str, spans: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in spans:
        begin = start + shown_of_secret(end - start)
        parts += (text[at:begin], re.sub(r"[^\r\n]", MASK, text[begin:end]))
        at = end
    parts.append(text[at:])
    return "".join(parts) if spans else text


def _values(text: str, spans: list[tuple[int, int]]) -> list[str]:
    """The secrets as they are spelt in the text, longer ones first, so that none hides a part of another."""
    return sorted({text[start:end] for start, end in spans}, key=lambda secret: (-len(secret), secret))
