"""One self-contained page: data, script and style in one file, without network, under a strict policy.

Article text is hostile until shown otherwise. It travels only inside one JSON block that the browser never
runs, and the page's policy allows the hashes of our own scripts and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COMPRESS_ABOVE = 300_000
#: zlib's best level takes three times as long and saves two hundredths.
LEVEL = 6
_INJECTED_STYLE = re.compile(r"""\bLe\((["'])([^\\]*?)\1\)""")


def render(
    template: str, *, scripts: Sequence[str], style: str, data: Mapping[str, Any], **context: str | int
) -> str:
    """The page of ``template`` with its scripts, style and data inlined; same input, same bytes."""
    engine, code, css = engine_script(), script(scripts), asset(style)
    text = compact(data)
    return str(
        _environment()
        .from_string(asset(template))
        .render(
            policy=policy(scripts=(engine, code), styles=(css, *engine_styles())),
            engine=Markup(engine),  # noqa: S704 - vendored, compared with its hash by a test
            script=Markup(code),  # noqa: S704 - our own file
            style=Markup(css),  # noqa: S704 - our own file
            data=Markup(embed(text)),  # noqa: S704 - escaped by embed
            packed=len(text) > COMPRESS_ABOVE,
            **context,
        )
    )


def plain(template: str, *, styles: Sequence[str], **context: object) -> str:
    """The page of ``template`` with its styles and no script at all."""
    css = "".join(map(asset, styles))
    return (
        _environment()
        .from_string(asset(template))
        .render(policy=policy(scripts=(), styles=(css,)), style=Markup(css), **context)  # noqa: S704 - our own file
    )


def compact(data: Mapping[str, Any]) -> str:
    """``data`` as JSON without spaces, lone surrogates escaped so that it can always be written."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def embed(text: str) -> str:
    r"""JSON as text that may stand in a script element: no tag, comment or line separator survives.

    Above a size it is deflated and written as base64, which the page's script undoes.

    >>> embed('{"text":"</script><!--"}')
    '{"text":"\\u003c/script\\u003e\\u003c!--"}'
    """
    if len(text) > COMPRESS_ABOVE:
        return base64.b64encode(zlib.compress(text.encode(), LEVEL)).decode("ascii")
    return re.sub("[<>&\u2028\u2029]", lambda found: f"\\u{ord(found.group()):04x}", text)


def policy(*, scripts: Sequence[str], styles: Sequence[str]) -> str:
    """The Content-Security-Policy under which only these scripts and styles run, and nothing is fetched."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + (" ".join(map(_source_hash, scripts)) or "'none'"),
            "style-src " + " ".join(map(_source_hash, styles)),
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def safe_link(url: str | None) -> str | None:
    """``url`` when it is an ordinary web address, else nothing: no script, no file, no data.

    >>> safe_link("https://example.org/a"), safe_link("javascript:alert(1)"), safe_link(None)
    ('https://example.org/a', None, None)
    """
    if url is None or re.match(r"https?://[^\s<>\"'\\]+\Z", url, re.IGNORECASE) is None:
        return None
    return url


@cache
def asset(name: str) -> str:
    """The text of one of our own page parts."""
    return resources.files("graph").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def engine_script() -> str:
    """vis-network as published, see ``graph/vendor``."""
    text = resources.files("graph").joinpath("vendor", "vis-network.min.js").read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=\S+\s*\Z", "\n", text)


@cache
def engine_styles() -> tuple[str, ...]:
    """The style sheets that vis-network adds to the page when it starts, which the policy has to name.

    It adds each one empty and fills it afterwards, so nothing at all is one of them.
    """
    return ("", *(text for _, text in _INJECTED_STYLE.findall(engine_script())))


def script(names: Sequence[str]) -> str:
    """Our scripts as one strict function, so that no name of theirs is global."""
    body = "\n".join(asset(name) for name in names)
    return f'(function () {{\n"use strict";\n{body}\n}})();\n'


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)


def _source_hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
