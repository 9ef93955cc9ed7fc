"""Names as matching sees them: folded, without legal forms, by their sound across transliterations.

Three views of a name: its *words* as written but folded, the *sounds* of the words that tell whom it names,
and for an organisation the sounds without words such as "company" as well.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio

_WORD = re.compile(r"[^\W_]+")
_PLAIN = str.maketrans(
    {
        "\u0131": "i",
        "ł": "l",
        "Ł": "l",
        "ø": "o",
        "Ø": "o",
        "đ": "d",
        "Đ": "d",
        "ß": "ss",
        "æ": "ae",
        "&": " and ",
    }
    | dict.fromkeys("'’‘`.\u02bc\u02b9\u2032", "")
)
_LEGAL_WORDS = """
ab ad ag ak aktsionernoe aktsionernaya aoa ao as asa bhd bv cjsc co coltd corp dmcc doo eood fz fzc fzco fze
fzllc gk gmbh inc incorporated jsc kft kg kk kompaniya limited llc llp lp ltd ltda nv oao obshchestvo ojsc ooo
oy oyj pao pcl pjs pjsc plc psc pte pty pvt sa sal saoc sarl sas sdn sl spa sro srl tmi uab zao zrt
"""
#: What a firm is in law: it stands beside the name and is left out at will.
LEGAL = frozenset(_LEGAL_WORDS.split())
_LEGAL_PHRASES = re.compile(
    r"\b(?:(?:public|open|closed|private)? ?joint[- ]?stock (?:company|bank)"
    r"|limited liability (?:company|partnership)"
    r"|(?:publichnoe|otkrytoe|zakrytoe)? ?aktsionernoe obshchestvo|aktsionernaya kompaniya"
    r"|obshchestvo s ogranichennoi otvetstvennostyu|private limited(?: company)?"
    r"|company limited|limited company|free zone (?:company|establishment))\b"
)
#: Words that say least: with and without them a name means one firm.
SLIGHT = frozenset(("the", "of", "and", "for", "in", "company", "corporation", "corporate"))
#: Words of which the same holds often enough to suggest it, not to rely on it.
GENERAL = SLIGHT | frozenset(("group", "holding", "holdings", "concern", "oil", "gas"))
_JOINING = frozenset(("the", "of", "and", "for", "in"))
_PARTICLE_WORDS = "al el ul ad ar as ash at bin ibn bint ben abd von van de der del della di da dos la le"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
#: "Son of": what follows is the father's name, so that no name can be left out.
SON = frozenset(("bin", "ibn", "ben", "bint"))
_SHIP = frozenset(("mv", "mt", "mts", "ms", "ss", "vessel", "tanker", "ship"))
#: One name in several languages or ways of writing, a group a line; the sounds of the first stand for all.
_FORMS = """
aleksandr alexander alexandr aleksander oleksandr aliaksandr alyaksandr alexandre
evgeni evgeny yevgeny evgenii evgeniy yevgeniy eugene yevgenii jevgenij yauhen yevhen evgenij
sergei sergey siarhei serhii serhiy syarhey sergej siarhey
vladimir volodymyr uladzimir wladimir
mikhail mikail mihail michael mykhailo mikhael mikhailo
nikolai nikolay mykola mikalai nicholas nikolaj
andrei andrey andrii andriy andrew andrej
dmitri dmitry dmitriy dmitrii dmytro dzmitry dimitri dmitrij
viktor victor viktar
yuri yury yuriy yurii iurii iury jurij
petr pyotr peter petro piotr
pavel paul pavlo
igor ihor ihar
aleksei alexei aleksey alexey oleksii oleksiy aliaksei alexej aleksej
konstantin constantin constantine kanstantsin kostyantyn
ekaterina yekaterina catherine katerina kateryna
elena yelena olena helena alena
natalia natalya nataliya natalja nataliia
grigori grigory grigoriy hryhorii ryhor grigorii
oleg oleh aleh
kirill cyril kiril kyrylo
mohammad muhammad mohammed mohamed mohamad mohamet muhammed mohd muhamad
hossein hussein husain husayn hosein hussain hossain
ahmad ahmed achmad
ali aly
hassan hasan hassane
yusuf yousef youssef yousuf yusef joseph
kassem qasem ghasem qassem qasim kasim ghassem
soleimani sulaymani suleimani soleymani
hizballah hezbollah hizbullah hizbollah hezballah
abdullah abdollah abdallah
bashar bachar bashshar bassar
kyiv kiev kyyiv
kharkiv kharkov
odesa odessa
lviv lvov
beijing peking
qods quds qoods ghods
organization organisation
defence defense
centre center
guard guards
gas gaz
qaida qaeda
"""
_SAME = {form: group.split()[0] for group in _FORMS.strip().splitlines() for form in group.split()}
_SOUNDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"shch|sch|sh", "S"),
        (r"tch|ch|cz", "C"),
        (r"zh", "z"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"([tdr])h", r"\1"),
        (r"ck|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"t[sz]", "s"),
        (r"ou|oo", "u"),
        (r"ff?$", "v"),
        (r"gaz$", "gas"),
        (r"j(?![oui]n)", "y"),  # Jevgenij is Yevgeny, Kim Jong Nam is not Kim Yong Nam
        (r"[iy]+(?=[aou])", ""),
        (r"[iy]*e[iy]*", "e"),
        (r"[iy]+", "i"),
        (r"(?<=.)h(?![aeiou])", ""),
        (r"(?<=n)ks", "ks"),
    )
)
#: Of a hundred, for words that sound alike already.
_WRITTEN_ALIKE = 60
_TWICE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Key:
    """A name as matching sees it.

    ``words`` are folded words in order, ``plain`` those without the legal form, ``sounds`` those of the words
    that tell whom is meant, ``gist`` the sounds without general words, ``general`` the words left out there.
    """

    words: tuple[str, ...]
    plain: tuple[str, ...]
    sounds: tuple[str, ...]
    gist: tuple[str, ...]
    general: frozenset[str]

    @property
    def exact(self) -> str:
        """The words in order."""
        return " ".join(self.words)

    @property
    def bag(self) -> str:
        """The sounds, whatever their order."""
        return " ".join(sorted(set(self.sounds)))

    @property
    def core(self) -> str:
        """The gist in one word: lists write "Gazpromneft" and "Gazprom Neft"."""
        return "".join(self.gist)


def person_key(name: str) -> Key:
    """The key of a person's name.

    >>> person_key("Yevgeniy Prigozhin").bag == person_key("PRIGOZHIN Evgeny").bag
    True
    """
    words = _words(name)
    telling = tuple(word for word in words if word not in _PARTICLES) or words
    sounds = tuple(sound(word) for word in telling)
    return Key(words, telling, sounds, sounds, frozenset())


def thing_key(name: str) -> Key:
    """The key of an organisation's name.

    >>> thing_key("PJSC Surgutneftegaz").bag == thing_key("Surgutneftegas").bag
    True
    >>> thing_key("Gazprom").core == thing_key("Gazprom Neft PJSC").core
    False
    """
    words = _words(name)
    without = _LEGAL_PHRASES.sub(" ", " ".join(words)).split()
    plain = tuple(word for word in without if word not in LEGAL) or words
    gist = tuple(sound(word) for word in plain if word not in GENERAL)
    general = frozenset(word for word in plain if word in GENERAL)
    sounds = tuple(sound(word) for word in plain if word not in _JOINING)
    return Key(words, plain, sounds or gist, gist or sounds, general)


def vessel_key(name: str) -> Key:
    """The key of a vessel's name; nothing is left out but "MT" and the like before it.

    >>> vessel_key("M/T Eagle S").exact
    'eagle s'
    """
    words = _words(re.sub(r"^\s*[Mm]/?([TtVv])\b", r"m\1", name))
    telling = words[1:] if len(words) > 1 and words[0] in _SHIP else words
    sounds = tuple(sound(word) for word in telling)
    return Key(telling, telling, sounds, sounds, frozenset())


def _words(name: str) -> tuple[str, ...]:
    plain = name.translate(_PLAIN).casefold()
    if plain.isascii():
        return tuple(_WORD.findall(plain))
    plain = unicodedata.normalize("NFKD", plain)
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return tuple(_WORD.findall(letters))


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """How a folded word sounds, alike for most ways of writing it in Latin letters.

    >>> sound("zelensky") == sound("zelenskyy"), sound("kyiv") == sound("kiev"), sound("gazprom")
    (True, True, 'gazprom')
    """
    word = _SAME.get(word, word)
    if len(word) < 4 or not word.isascii() or not word.isalpha():  # "TT" is not "T"
        return word
    for pattern, to in _SOUNDS:
        word = pattern.sub(to, word)
    return _TWICE.sub(r"\1", word) or word


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether words that sound alike are written alike too, or are forms of one name in several languages.

    >>> alike(("eugene", "prigozhin"), ("yevgeny", "prigozhin")), alike(("maria",), ("mara",))
    (True, True)
    """
    by_sound = {sound(word): word for word in other}
    pairs = [(word, by_sound.get(sound(word), "")) for word in one]
    return all(
        a == b or (a in _SAME and _SAME.get(a) == _SAME.get(b)) or ratio(a, b) >= _WRITTEN_ALIKE
        for a, b in pairs
        if b
    )
