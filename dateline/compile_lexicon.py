"""The extraction lexicon and the action scheme: ``data/lexicon/*.yaml`` to the JSON that ships."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

_WORD_GROUPS = (
    "agents",
    "assets",
    "containers",
    "domain",
    "echoes",
    "instruments",
    "lists",
    "property",
)


def compile_lexicon(folder: Path) -> dict[str, Any]:
    """Verbs, nouns and word groups as one object, every group sorted."""
    nouns = _read(folder / "nouns.yaml")
    groups = _read(folder / "scope.yaml") | _read(folder / "frames.yaml")
    words = {name: sorted(set(nouns[name])) for name in _WORD_GROUPS}
    words |= {name: sorted(set(group)) for name, group in groups.items()}
    return {
        "acts": nouns["acts"],
        "measures": nouns["measures"],
        "modifiers": nouns["modifiers"],
        "verbs": _read(folder / "verbs.yaml"),
        "words": words,
    }


def compile_actions(folder: Path) -> list[dict[str, Any]]:
    """The action scheme in its order of definition, groups before their classes."""
    return [
        {
            "id": entry["id"],
            "label": entry["label"],
            "definition": entry["definition"],
            "parent": entry.get("under"),
            "polarity": entry["polarity"],
            "cameo": entry["cameo"],
            "plover": entry["plover"],
        }
        for entry in _read(folder / "actions.yaml")
    ]


def _read(path: Path) -> Any:  # noqa: ANN401 - a YAML value has no narrower type
    return yaml.safe_load(path.read_text(encoding="utf-8"))
