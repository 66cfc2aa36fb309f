"""The taggers that ship: parts of speech, mood and tense, names.  Sentences, people and places are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.lang.pack import LanguagePack
from selon.model import Token
from selon.packs import load_pack
from selon.text.conditional import is_conditional
from selon.text.fold import uniform
from selon.text.tagger import Tagger, load_tagger
from selon.text.tokens import tokenise

CONDITIONAL = (
    "serait aurait pourrait voudrait devrait irait verrait enverrait mourrait dirait prendrait recevrait "
    "permettrait connaîtrait viendrait finirait parlerait souhaiteraient conclurait convaincrait auraient "
    "devrions espérerait "
)

OTHERS = (
    "montrait entrait espérait préparait retirait attirait désirait inspirait ouvrait offrait livrait "
    "courait mourait serrait durait ignorait engendrait effondrait éclairait portrait retrait vrais frais "
    "minerais prions offrions "
)


def words(text: str, language: str = "fr") -> list[Token]:
    plain = uniform(text)
    return tokenise(plain, 0, len(plain), language)


FRENCH = load_tagger(load_pack("fr"))


@pytest.fixture(scope="module")
def french() -> Tagger:
    return FRENCH


@pytest.fixture(scope="module")
def english() -> Tagger:
    return load_tagger(load_pack("en"))


@pytest.mark.parametrize("form", CONDITIONAL.split())
def test_forms_of_the_conditional(form: str) -> None:
    assert is_conditional(form)


@pytest.mark.parametrize("form", OTHERS.split())
def test_imperfects_and_nouns_that_look_like_it(form: str) -> None:
    assert not is_conditional(form)


def test_the_conditional_is_said_whatever_the_model_thinks(french: Tagger) -> None:
    tagged = {t.text: t for t in french.tag(words("Le ministre aurait rencontré l'émissaire, qui viendrait demain."))}
    assert (tagged["aurait"].tag, tagged["aurait"].morph) == ("AUX", "Fin.Cnd.Pres")
    assert (tagged["viendrait"].tag, tagged["viendrait"].morph) == ("VERB", "Fin.Cnd.Pres")


def test_parts_of_speech_mood_and_tense(french: Tagger) -> None:
    tagged = {
        t.text: t for t in french.tag(words("La ministre a nié mardi avoir rencontré les émissaires du président."))
    }
    assert [tagged[w].tag for w in ("La", "ministre", "nié", "du", "président", ".")] == [
        "DET", "NOUN", "VERB", "ADP", "NOUN", "PUNCT",
    ]  # fmt: skip
    assert [tagged[w].morph for w in ("a", "nié", "avoir", "rencontré", "ministre")] == [
        "Fin.Ind.Pres", "Part.Past", "Inf", "Part.Past", "",
    ]  # fmt: skip


def test_the_hyphen_of_an_inversion_is_a_particle_and_quotes_are_marks(french: Tagger) -> None:
    tagged = french.tag(words("« La paix est loin », a-t-il déclaré."))
    assert [(t.text, t.tag) for t in tagged if t.text in "«»-t-"] == [("«", "PUNCT"), ("»", "PUNCT"), ("-t-", "PART")]


def test_names_have_code_points_and_a_kind(french: Tagger) -> None:
    text = "Le président Anton Velmarov a reçu Marie Tessandier à Paris."
    names = french.names(french.tag(words(text)))
    assert [(text[n.start : n.end], n.label) for n in names] == [
        ("Anton Velmarov", "PER"), ("Marie Tessandier", "PER"), ("Paris", "LOC"),
    ]  # fmt: skip


def test_english(english: Tagger) -> None:
    text = "President Anton Velmarov denied that envoys had met in Geneva."
    tagged = english.tag(words(text, "en"))
    assert [t.tag for t in tagged][3:6] == ["VERB", "SCONJ", "NOUN"]
    assert "Anton Velmarov" in [text[n.start : n.end] for n in english.names(tagged) if n.label == "PER"]


def test_what_was_read_before_changes_nothing(french: Tagger) -> None:
    sentence = words("Selon Orvel, la rencontre aurait eu lieu à Vienne.")
    fresh = load_tagger(load_pack("fr"))
    french.tag(words("ORVEL SELON VIENNE, orvel selon vienne"))
    assert (french.tag(sentence), french.names(sentence)) == (fresh.tag(sentence), fresh.names(sentence))


def test_tagging_keeps_the_tokens(french: Tagger) -> None:
    sentence = words("« … » — 12,5 % #Paix 😀 e\u0301te\u0301")
    assert [(t.start, t.end, t.text, t.norm) for t in french.tag(sentence)] == [
        (t.start, t.end, t.text, t.norm) for t in sentence
    ]
    assert all(t.tag for t in french.tag(sentence))


def test_without_weights_words_stay_as_they_are_and_there_are_no_names() -> None:
    bare = load_tagger(LanguagePack("fr", {}))
    sentence = words("Rien ne change.")
    assert bare.tag(sentence) == sentence
    assert bare.names(sentence) == []


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_text_is_tagged(text: str) -> None:
    sentence = words(text)
    tagged = FRENCH.tag(sentence)
    assert [t.start for t in tagged] == [t.start for t in sentence]
    assert all(t.tag for t in tagged)
    ends = [0, *(n.end for n in FRENCH.names(tagged))]
    assert ends == sorted(ends)


def test_no_words_no_tags(french: Tagger) -> None:
    assert french.tag([]) == []
    assert french.names([]) == []
