"""Forms of verbs from their infinitive, so that a table row holds the infinitive only.

French models stand in ``fr/conjugation.tsv``; English irregular verbs in ``en/conjugation.tsv``.
"""

import re
from collections.abc import Callable, Iterator
from typing import Literal

from selon.lang.pack import LanguagePack, Row

FormKind = Literal["finite", "participle", "gerund", "infinitive"]
Form = tuple[str, FormKind]
Inflect = Callable[[str], Iterator[Form]]

_IMPERFECT = ("ais", "ait", "ions", "iez", "aient")
_FUTURE = ("ai", "as", "a", "ons", "ez", "ont")
_E_GRAVE = re.compile(r"é([^aeiouyéèêâîôû]+)(e|es|ent)$")


def inflector(pack: LanguagePack) -> Inflect:
    """The function that gives all (form, kind) pairs of an infinitive in this language."""
    rows = pack.rows("conjugation")
    if pack.code == "fr":
        models = tuple(sorted(rows, key=lambda r: -len(r["ending"])))
        return lambda lemma: _french(lemma, models)
    irregular = {r["lemma"]: r for r in rows}
    return lambda lemma: _english(lemma, irregular)


def _french(lemma: str, models: tuple[Row, ...]) -> Iterator[Form]:
    model = next((m for m in models if lemma.endswith(m["ending"])), None)
    if model is None:
        return
    stem = lemma[: len(lemma) - len(model["ending"])]
    present = model.values("present")
    yield lemma, "infinitive"
    for ending in present + model.values("past") + model.values("subjunctive"):
        yield from _spellings(stem + ending, lemma)
    root = stem + present[3].removesuffix("ons")
    for ending in _IMPERFECT:
        before_i = root.removesuffix("e") if root.endswith("ge") and ending[0] == "i" else root
        yield (before_i.replace("ç", "c") if ending[0] == "i" else before_i) + ending, "finite"
    for ending in _FUTURE + _IMPERFECT:
        yield stem + model["future"] + ending, "finite"
    participle = stem + model["participle"]
    plural = participle if participle.endswith("s") else participle + "s"
    for form in (participle, participle + "e", plural, participle + "es"):
        yield form, "participle"
    yield {"savoir": "sachant", "avoir": "ayant", "être": "étant"}.get(lemma, root + "ant"), "gerund"


def _spellings(form: str, lemma: str) -> Iterator[Form]:
    """A finite form with the accent that its ending asks for, and the spelling of 1990 beside the older one."""
    if lemma.endswith("er") and _E_GRAVE.search(form):
        form = _E_GRAVE.sub(r"è\1\2", form)
    yield form, "finite"
    if "î" in form:
        yield form.replace("î", "i"), "finite"


def _english(lemma: str, irregular: dict[str, Row]) -> Iterator[Form]:
    yield lemma, "infinitive"
    yield lemma, "finite"
    row = irregular.get(lemma)
    if lemma == "be":
        for form in ("am", "is", "are", "was", "were"):
            yield form, "finite"
    elif re.search(r"(?:s|x|z|ch|sh)$", lemma):
        yield lemma + "es", "finite"
    elif re.search(r"[^aeiou]y$", lemma):
        yield lemma[:-1] + "ies", "finite"
    else:
        yield lemma + "s", "finite"
    doubled = lemma + lemma[-1] if row is not None and row["doubles"] else lemma
    yield (doubled[:-1] if re.search(r"[^e]e$", doubled) else doubled) + "ing", "gerund"
    past = row.values("past") if row is not None and row["past"] else (_regular_past(doubled),)
    done = row.values("participle") if row is not None and row["participle"] else past
    for form in past:
        yield form, "finite"
    for form in done:
        yield form, "participle"


def _regular_past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if re.search(r"[^aeiou]y$", lemma) else lemma + "ed"
