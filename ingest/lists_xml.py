"""Elements of large XML lists, one at a time, without namespaces; nothing outside the file is fetched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.lists import Draft


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its local name, attributes, text and children, and the line on which it starts."""

    name: str
    attributes: Mapping[str, str]
    text: str
    inside: Sequence[Element]
    line: int


def elements(path: Path, names: Collection[str], draft: Draft) -> Iterator[Element]:
    """The elements with some names, in order; where the XML breaks, what stood before it has been given."""
    tags = [f"{{*}}{name}" for name in sorted(names)]
    parser = etree.iterparse(
        str(path), events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for _, found in parser:
            yield _element(found)
            found.clear()
            while found.getprevious() is not None and found.getparent() is not None:
                del found.getparent()[0]
    except etree.XMLSyntaxError as error:
        draft.refuse(
            path, error.lineno or 0, f"the XML breaks off here ({error.msg}); what stands above is used"
        )


def _element(found: Any) -> Element:  # noqa: ANN401 - lxml has no types
    return Element(
        etree.QName(found).localname,
        {etree.QName(name).localname: value.strip() for name, value in found.attrib.items()},
        (found.text or "").strip(),
        tuple(_element(one) for one in found if isinstance(one.tag, str)),
        found.sourceline or 0,
    )


def children(element: Element, *path: str) -> Iterator[Element]:
    """The elements at the end of a path of names."""
    first, *rest = path
    for one in element.inside:
        if one.name == first:
            if rest:
                yield from children(one, *rest)
            else:
                yield one


def child(element: Element, *path: str) -> str:
    """The text of the first element at the end of a path, empty where there is none."""
    return next((one.text for one in children(element, *path)), "")
