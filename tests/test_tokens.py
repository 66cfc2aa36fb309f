"""Tokens: every code point that is not a space in exactly one token, and the cuts of French and English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.text.fold import uniform
from selon.text.tokens import tokenise

FRENCH = [
    ("L’ex-ministre n’a-t-il pas parlé ?", "L'|ex-ministre|n'|a|-t-|il|pas|parlé|?"),
    ("Est-ce vrai, dit-elle, puis-je ?", "Est|-|ce|vrai|,|dit|-|elle|,|puis|-|je|?"),
    ("Rappelons-le : allez-vous au rendez-vous ?", "Rappelons|-|le|:|allez|-|vous|au|rendez-vous|?"),
    ("Kim Jong-il et celui-ci lui-même", "Kim|Jong-il|et|celui-ci|lui-même"),
    (
        "aujourd'hui, quelqu'un, qu'aujourd'hui, c'est-à-dire",
        "aujourd'hui|,|quelqu'un|,|qu'|aujourd'hui|,|c'est-à-dire",
    ),
    ("à N'Djamena, en Côte d'Ivoire", "à|N'Djamena|,|en|Côte|d'|Ivoire"),
    ("L'ONU, l'« opération » et 'mot'", "L'|ONU|,|l'|«|opération|»|et|'|mot|'"),
    ("M. Durel, MM. X et Y, J.-C. Orvel, le gén. Tavan", "M.|Durel|,|MM.|X|et|Y|,|J.-C.|Orvel|,|le|gén.|Tavan"),
    ("l'O.N.U. et l'U.R.S.S.", "l'|O.N.U.|et|l'|U.R.S.S."),
    ("le 3 sept. 2031. Fin", "le|3|sept.|2031|.|Fin"),
    ("1,5 million, 20.000 hommes, 800 000 euros, n° 3", "1,5|million|,|20.000|hommes|,|800|000|euros|,|n°|3"),
    (
        "écrire à a.b@exemple.org ou https://exemple.org/a?b=c.",
        "écrire|à|a.b@exemple.org|ou|https://exemple.org/a?b=c|.",
    ),
    ("#Paix @durel R&D fin.Le reste...", "#Paix|@durel|R&D|fin|.|Le|reste|..."),
]
ENGLISH = [
    ("He doesn't know; they'll say it's Orvel's.", "He|does|n't|know|;|they|'ll|say|it|'s|Orvel|'s|."),
    ("Mr. O'Tavan cannot; the states' rights", "Mr.|O'Tavan|can|not|;|the|states|'|rights"),
    ("U.S. talks at 7:30 p.m. on Dec. 5", "U.S.|talks|at|7:30|p.m.|on|Dec.|5"),
]


def cut(text: str, language: str) -> str:
    plain = uniform(text)
    return "|".join(t.text for t in tokenise(plain, 0, len(plain), language))


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french_cuts(text: str, expected: str) -> None:
    assert cut(text, "fr") == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_cuts(text: str, expected: str) -> None:
    assert cut(text, "en") == expected


def test_a_combining_mark_stays_with_its_letter_and_the_norm_is_composed() -> None:
    (token,) = tokenise("E\u0301te\u0301", 0, 5, "fr")
    assert (token.text, token.norm) == ("E\u0301te\u0301", "été")


def test_an_astral_character_is_one_code_point() -> None:
    tokens = tokenise("a 😀 b", 0, 5, "fr")
    assert [(t.start, t.end) for t in tokens] == [(0, 1), (2, 3), (4, 5)]


PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["l'", "-t-il", "aujourd'hui", "M. ", "n't", "'s", "1,5", "« ", "»", "\u0301", "http://", "@", "..."]
    ),
)


@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from(["fr", "en", "uk"]), st.booleans())
def test_every_code_point_but_spaces_is_in_exactly_one_token(text: str, language: str, plain: bool) -> None:
    text = uniform(text) if plain else text
    tokens = tokenise(text, 0, len(text), language)
    covered = [i for t in tokens for i in range(t.start, t.end)]
    assert covered == [i for i, c in enumerate(text) if not c.isspace()]
    assert all(t.text == text[t.start : t.end] and t.norm for t in tokens)
