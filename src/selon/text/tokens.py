"""Tokens: words, numbers and marks, with French clitics and English contractions split off.

Every code point that is not a space is in exactly one token, in the order of the text.  The cuts are those of
Universal Dependencies, but «du», «au», «des» keep their surface form, hyphenated words stay whole, and an inverted
pronoun gives its hyphen a token of its own («a», «-t-», «il»).
"""

import re
import unicodedata
from types import MappingProxyType

from selon.model import Token

# Marks that combine with the letter before them (decomposed accents, Hebrew and Arabic points, emoji variants).
_MARK = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0903"
    "\u093a-\u094f\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff"
)
_LETTER = "[^\\W\\d_]"
_BODY = f"[^\\W_][\\w{_MARK}]*"

# Abbreviations that keep their full stop when something follows in the sentence («sept.» may also end one).
_ABBREVIATIONS = MappingProxyType(
    {
        "fr": "MM Mgr Dr Pr Me Mme Mlle St Ste av apr cf art ex env vol chap fig tél gén Gén col Col lt Lt cap Cap "
        "cdt Cdt amb janv févr avr juil sept oct nov déc éd réf min max hab",
        "en": "Mr Mrs Ms Messrs Dr Prof Gen Col Lt Maj Sgt Cpl Capt Cmdr Cdr Adm Sen Rep Gov Pres Hon Rev Amb St Jr "
        "Sr Inc Corp Ltd Co Bros vs Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec approx dept Dept",
    }
)


def _pattern(language: str) -> re.Pattern[str]:
    short = "|".join(_ABBREVIATIONS.get(language, "").split()) or "(?!)"
    return re.compile(
        "|".join(
            (
                r"(?:https?://|www\.)[^\s<>«»\"“”]*[^\s<>«»\"“”.,;:!?…)\]}'’]",
                r"[^\W_][\w.+-]*@\w+(?:[.-]\w+)*\.\w+",
                f"[#@]{_BODY}",
                r"\d+(?:[.,:]\d+)+(?![^\W\d_])",
                f"(?:{_LETTER}\\.-?){{2,}}(?<=\\.)(?!{_LETTER})",
                r"(?:[A-Z]\.)+[A-Z](?![\w.])",
                rf"(?:[^\W\d_a-zà-öø-ÿ]|\b(?:{short})|\b(?:[pv]|[nN]o)(?=\.\s*\d))\.(?=\s*[^\W_])",
                r"\betc\.",
                r"[nN][°º]s?",
                r"[A-Z]+&[A-Z]+(?!\w)",
                f"{_BODY}(?:-{_BODY}|['’](?!{_LETTER}\\.\\s?{_LETTER}){_BODY})*",
                r"\.\.+|--+|__+",
                f"[^\\s][{_MARK}]*",
            )
        )
    )


_WORD = MappingProxyType({language: _pattern(language) for language in ("fr", "en", "")})

_APOSTROPHES = ("'", "’")
_ELISION = re.compile(
    # A capital, an apostrophe and a capital consonant is a name («N'Djamena»).
    r"(?!(?-i:[A-Z]['’][B-DF-GJ-NP-TV-XZ][^A-Z]))"
    r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]",
    re.IGNORECASE,
)
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|entr)$", re.IGNORECASE)
_WHOLE_FR = re.compile(
    r"(?:aujourd|quelqu['’]une?s?$|prud['’]hom|presqu['’]|c['’]est-à-dire$|d['’]autant$|rendez-vous$|garde-à-vous$"
    r"|(?:qu['’]en-)?dira-t-on$|chez-|entre-)",
    re.IGNORECASE,
)
# What a verb must end in before each pronoun: «Jong-il» is a name, «dit-il» is not.
_INVERSION = re.compile(
    r"(?<=[aec])(-t['’-])(?:il|elle|on|ils|elles)$"
    r"|(?:(?<=[tdTD])|(?<=[a-zé]{3}e))(-)(?:il|elle|on|ils|elles)$"
    r"|(?<=[eésx])(-)je$|(?<=[^A-Z]i)(-)je$|(?<=^[aA]i)(-)je$"
    r"|(?<=[sx])(-)tu$"
    r"|(?:(?<=ez)|(?<=tes)|(?<=ons)|(?<=mes))(-)(?:nous|vous)(?=$|-en$)"
    r"|(?:(?<=[eE]st)|(?<=[aiu]t)|(?<=ût)|(?<=era)|(?<=ont))(-)ce$"
    r"|(?:(?<=ez)|(?<=[tm]es)|(?<=ons)|(?<=[ri]s)|(?<=[acklnpqrtuvz]e))(?<!^[A-Z].)(?<![A-Z]..)"
    r"(-)(?:moi|toi|lui|leur|les?|la|y|en)$"
)
_LOOSE = re.compile(r"t-(?:il|elle|on)s?$")  # «a t-il dit»
_CUTTABLE = re.compile(r"['’-]|cannot$", re.IGNORECASE).search
_CONTRACTION = re.compile(r"n['’]t$|(?<=^can)not$|['’](?:s|re|ve|ll|d|m)$", re.IGNORECASE)


def tokenise(text: str, start: int, end: int, language: str) -> list[Token]:
    """The tokens of ``text[start:end]`` (code points); ``text`` is uniform (see ``fold.uniform``)."""
    out: list[Token] = []
    for match in _WORD.get(language, _WORD[""]).finditer(text, start, end):
        word, at = match.group(), match.start()
        last = out[-1] if out and language == "fr" and word in _APOSTROPHES else None
        if last and last.end == at and _ELIDED.match(last.text):  # «l'« opération »»
            word, at = out.pop().text + word, last.start
        cuts = _cuts(word, language) if _CUTTABLE(word) else []
        for a, b in zip([0, *cuts], [*cuts, len(word)], strict=True):
            out.append(_token(at + a, word[a:b]))
    return out


def _token(start: int, word: str) -> Token:
    norm = word if word.isascii() else unicodedata.normalize("NFC", word).replace("’", "'")
    return Token(start, start + len(word), word, "-t-" if norm == "t-" else norm.lower())


def _cuts(word: str, language: str) -> list[int]:
    """Where to cut inside ``word``, ascending, without its two ends."""
    if language == "en":
        contraction = _CONTRACTION.search(word)
        return [contraction.start()] if contraction and contraction.start() else []
    if language != "fr":
        return []
    if _LOOSE.match(word):
        return [2]
    cuts, at = [], 0
    while not _WHOLE_FR.match(word, at) and (elision := _ELISION.match(word, at)) and elision.end() < len(word):
        at = elision.end()
        cuts.append(at)
    if "-" in word and not _WHOLE_FR.match(word, at) and (inversion := _INVERSION.search(word, at)):
        group = inversion.lastindex or 0
        cuts += [inversion.start(group), inversion.end(group)]
    return cuts
