"""What a proofreader must not touch in a text: addresses, code, markup, hidden one for one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from essaim.collect.typography import HIDDEN, OUTSIDE
from essaim.collect.values import EMAIL

INLINE: Sequence[re.Pattern[str]] = (
    re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL),
    re.compile(r"<(?:[a-zA-Z/!][^<>]*)>"),
    re.compile(
        r"(?:https?|ftp)://[^\s<>\ue001»]+|\bwww\.[^\s<>\ue001»]+|\b(?:mailto|tel):[^\s<>)]+"
    ),
    EMAIL,
    re.compile(r"\{[^{}\n]*\}"),
    re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#x[0-9a-fA-F]+);"),
)
"""In any text; braces hold the attributes of Markdown and the gaps of our sentences."""
MARKDOWN: Sequence[re.Pattern[str]] = (
    re.compile(r"<!-{2}.*?-{2}>", re.DOTALL),
    re.compile(r"<(pre|code|script|style|kbd|samp)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE),
    re.compile(r"\]\((?:<[^>\n]*>|[^()\n]|\([^()\n]*\))*\)|\]\[[^\]\n]*\]"),
    re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:.*$", re.MULTILINE),
    re.compile(r"\[\^[^\]\n]+\]:?"),
    re.compile(r"^\*\[[^\]\n]+\]:", re.MULTILINE),
    re.compile(r":[a-z0-9_+-]+:"),
    re.compile(r"\\[^\w\s]"),
)
FENCE = re.compile(r"[ \t]*(?:>[ \t]?)*(`{3,}|~{3,})")
PREFIX = re.compile(r"[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|[-*+][ \t]+|\d+[.)][ \t]+|:[ \t]+)?")
RULER = re.compile(r"[ \t]*\|?[ \t]*[-:=*_|][-:=*_|+ \t]*")
"""A rule, the underline of a title, the separator of a table."""
HOLDER = re.compile(r" {0,3}(?:!!!|\?\?\?|\[\^|[-*+][ \t]|\d+[.)][ \t]|:[ \t])")
"""What begins a block whose continuation is indented without being code."""
TITLED = re.compile(r"[ \t]*(?:!!!|\?\?\?)")


def hide_inline(text: str) -> str:
    """Hide what is not language in a text without structure."""
    return _hide(text, INLINE)


def hide_markdown(text: str) -> str:
    """Hide what is not language in a Markdown text, and put what makes its blocks outside."""
    lines: list[str] = []
    fence = ""
    holds = False
    after_blank = True
    for line in text.split("\n"):
        mark = FENCE.match(line)
        indented = line.startswith(("    ", "\t"))
        is_code = indented and not holds and after_blank
        if fence or mark:
            ends = mark and mark[1].startswith(fence) and not line[mark.end() :].strip()
            fence = "" if fence and ends else fence or (mark[1] if mark else "")
            lines.append(OUTSIDE * len(line))
        elif is_code or RULER.fullmatch(line) or TITLED.match(line):
            lines.append(OUTSIDE * len(line))
        else:
            prefix = PREFIX.match(line)
            size = prefix.end() if prefix else 0
            lines.append(OUTSIDE * size + line[size:])
        if line.strip():
            holds = holds if indented else HOLDER.match(line) is not None
            after_blank = is_code
        else:
            after_blank = True
    return _hide("\n".join(lines), (*MARKDOWN, *INLINE))


def _hide(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    for pattern in patterns:
        text = pattern.sub(_mask, text)
    return text


def _mask(found: re.Match[str]) -> str:
    # Line ends stay, so that a rule sees where a line stops.
    return re.sub(rf"[^\n{OUTSIDE}]", HIDDEN, found[0])
