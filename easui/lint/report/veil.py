"""What may be shown of a file: its text with the secrets masked, and words about it in which none stands.

A secret is known by the key that names it (`token`, `dockerAuth`, `access_key_secret`, an environment variable called
`API_KEY`), wherever it stands and even if the key is misspelt, by the option or variable of a command that it is
given to (`--password …`), or by its own shape (`LTAI…`). Masks keep the length, so that offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from easui.document import Array, Diagnostic, Document, Member, Node, Object, Scalar
from easui.document.display import shortened, shown_of_secret, visible
from easui.knowledge import fold
from easui.lint.report.tally import FileReport
from easui.structure.names import near

MASK = "•"

_SECRET_WORDS = frozenset(
    ("key", "keys", "secret", "secrets", "token", "password", "passwd", "pwd", "auth", "credential", "credentials")
)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_SHAPES = re.compile(
    r"\bLTAI[0-9A-Za-z]{8,}|\b(?:sk-|ghp_|gho_|glpat-|hf_)[0-9A-Za-z_-]{12,}|(?<=://)[^\s/@\"':]+:[^\s/@\"']+(?=@)"
)
_ARGUMENT = re.compile(
    r"(?i)(?:--?[\w-]*(?:password|passwd|secret|token|api[-_]?key|access[-_]?key)(?:=|\s+)"
    r"|\b\w*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY)=|\bBearer\s+)"
    r"[\\\"']*(?![$<{-])([^\s\"'`\\;&|)]{6,})"
)
_OFTEN_MISSPELT = ("token", "password", "dockerAuth")
_MEMBERS_OF_A_VARIABLE = 3
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
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
    spans += [match.span(1) for match in _ARGUMENT.finditer(document.text)]
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
            naming = _naming_member(node)
            stack.extend(
                (member.value, secret or _is_called_secret(member.key.name) or naming not in (None, member))
                for member in node.members
            )
        elif isinstance(node, Array):
            stack.extend((item, secret) for item in node.items)
        elif secret and node.kind in ("string", "number"):
            found.append(node)
    return found


def _is_called_secret(key: str) -> bool:
    return names_secret(key) or (not key.endswith("s") and bool(near(key, _OFTEN_MISSPELT)))


def _naming_member(node: Object) -> Member | None:
    """What names a variable that holds a secret: the name in `{"name": "API_KEY", "value": …}`, however it is called.

    A name in lower case may be that of anything, unless a `value` stands beside it.
    """
    if len(node.members) > _MEMBERS_OF_A_VARIABLE:
        return None
    for member in node.members:
        name = member.value.value if isinstance(member.value, Scalar) else None
        if not isinstance(name, str) or fold(member.key.name) == "value" or not names_secret(name):
            continue
        if _VARIABLE.fullmatch(name) or (member.key.name == "name" and node.get("value")):
            return member
    return None


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
