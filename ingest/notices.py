"""What is wrong with a text that was read without an error: a paywall's stub, a page for robots."""

from __future__ import annotations

import re

_PAYWALL = re.compile(
    r"subscribe (?:now |today )?to (?:continue|read|unlock|keep)|to (?:continue|keep) reading"
    r"|already (?:a subscriber|subscribed|have an account)"
    r"|(?:for|only to|exclusive to) (?:our )?(?:paying )?subscribers"
    r"|subscribers?[- ]only|unlock (?:this|the full) article|free articles? (?:left|remaining|this month)"
    r"|(?:register|sign in|log in|create a free account) to (?:read|continue|view|unlock)"
    r"|reached your (?:free )?(?:article )?limit|start your (?:free )?trial|to read the (?:full|rest)",
    re.IGNORECASE,
)
_ROBOTS = re.compile(
    r"enable javascript|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|checking your browser|just a moment\.\.\."
    r"|access denied|are you a robot|unusual traffic|captcha|page not found|error 40[34]\b",
    re.IGNORECASE,
)
_STUB = 2_500  # characters; a whole article with a subscription box at its foot is longer


def notices(text: str, *, free: bool | None = None) -> tuple[str, ...]:
    r"""Notes on a text that is probably not the whole article, for ``Article.notes``.

    ``free`` is what the page's own data says about access, when it says anything.

    >>> notices("Treasury hits Russian oil.\nSubscribe to continue reading.")
    ('paywall stub: "Subscribe to continue"',)
    """
    short = text[:_STUB] if len(text) < _STUB else ""
    robots = _ROBOTS.search(short[:600])
    if robots and len(text) < 600:
        return (f'not an article: "{robots[0]}"',)
    wall = _PAYWALL.search(short)
    if wall:
        return (f'paywall stub: "{wall[0]}"',)
    if free is False and short:
        return ("paywall stub: the page says that it is not free",)
    return ()
