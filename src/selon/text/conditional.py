"""The French conditional, told by the form of the word alone.

The rule finds nearly all gold conditionals of eight treebanks with hardly a false alarm (figures in
docs/linguistics.md); a trained tagger misses one in five, and the conditional is how French prints what it does
not vouch for.
"""

import re

_FORM = re.compile(r"(\w*r)(?:ais|ait|aient|ions|iez)")

# How the stem of a future ends: «parler», «finir», «prendr», «devr», «pourr» …
_FUTURE = re.compile(
    r"er$|(?<![ao])ir$|(?:cr|b|v|ss)oir$|pla?ir$|(?:^|dis|abs|ex|sous)trair$|^tair$"
    r"|(?:in|an|en|on|oin|ou|our|or|er)dr$|(?:vou|fau|vau)dr$|(?:met|bat)tr$|(?:a|o|na)[iî]tr$"
    r"|^(?:re)?devr$|cevr$|suivr$|vivr$|mouvr$|pleuvr$|vaincr$|ompr$"
    r"|^(?:re|entre)?verr$|enverr$|^pourr$|^mourr$|courr$|qu[eé]rr$|^(?:r|re)?aur$|^saur$|clur$"
)

# Imperfects of verbs in -irer, -drer and the like whose stem looks like one of the above, and a noun.
_NOT_FUTURE = re.compile(
    r"^(?:at|re|é|sou)?tir$|^ad?mir$|^(?:re)?vir$|spir$|^expir$|^soupir$|^désir$|^(?:cha|na)vir$|^délir$|^empir$|^cir$"
    r"|^déchir$|cylindr$|gendr$|poudr$|^effondr$|^miner$"
)

_AUXILIARY = re.compile(r"(?:ser|aur)(?:ais|ait|aient|ions|iez)")


def is_conditional(norm: str) -> bool:
    """Whether a lower-case French word is a verb in the present conditional."""
    form = _FORM.fullmatch(norm)
    if form is None or not _FUTURE.search(form[1]):
        return False
    return not _NOT_FUTURE.search(form[1])


def is_auxiliary(norm: str) -> bool:
    """Whether the word is a conditional of «être» or «avoir»."""
    return bool(_AUXILIARY.fullmatch(norm))
