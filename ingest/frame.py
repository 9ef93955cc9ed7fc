"""Frames: the claims that one tree makes.

Acts come first, by the frame of their verb; then acts that a noun names; then the verbs that only speak
of an act and take its place; then measures that nothing has told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.claim import Claim, Reader
from ingest.frame_answer import answered, called, paid, told, toward
from ingest.frame_assets import barred, closed, frozen, restricted
from ingest.frame_license import granted, permitted
from ingest.frame_measure import begun, ended, measure_object
from ingest.frame_signal import spoken_of
from ingest.frame_state import members, nominal_acts, states
from ingest.frame_target import measure_behind, on_list, relations, target_object
from ingest.relation import particles

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.lexicon import Lexicon, VerbSense
    from ingest.parse import Tree, Word

FRAMES: dict[str, Callable[[Word, VerbSense, Reader], Claim | None]] = {
    "target": target_object,
    "measure": measure_object,
    "with": measure_behind,
    "list": on_list,
    "assets": frozen,
    "bar": barred,
    "toward": toward,
    "measured": answered,
    "relations": relations,
    "pays": paid,
    "calls": called,
    "restricts": restricted,
    "told": told,
    "closes": closed,
    "permit": permitted,
    "grant": granted,
    "ends": ended,
    "begins": begun,
}
"""The frames of ``data/lexicon/verbs.yaml`` that tell an act; `frame_signal` reads the others."""


def claims(tree: Tree, lexicon: Lexicon, *, domain: bool) -> list[Claim]:
    """All claims of one sentence, in reading order of their triggers."""
    reader = Reader(tree, lexicon, domain or lexicon.domain.search(tree.text) is not None)
    verbs = (word for word in tree.words if word.is_verb or word.dep == "amod")
    found = [claim for verb in verbs if (claim := _told_by(verb, reader)) is not None]
    used = {part.i for claim in found if claim.measure is not None for part in claim.measure.words}
    found += nominal_acts(reader, used)
    found += members(reader)
    found = spoken_of(found, reader, used)
    found += states(reader, used)
    return sorted(found, key=lambda claim: claim.trigger.i)


def _told_by(verb: Word, reader: Reader) -> Claim | None:
    """The claim of the first sense whose arguments are all there."""
    for sense in reader.lexicon.verbs.get(verb.lemma, ()):
        if sense.particle is not None and not set(sense.particle.split()) <= particles(verb):
            continue
        frame = FRAMES.get(sense.frame)
        found = frame(verb, sense, reader) if frame is not None else None
        if found is not None:
            return found
    return None
