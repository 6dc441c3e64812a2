"""Special cases of English: contractions with and without apostrophe, abbreviations, times of day."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, single, update_exceptions

Parts = list[dict[int, str]]


def part(text: str, norm: str | None = None) -> dict[int, str]:
    return {ORTH: text} if norm is None else {ORTH: text, NORM: norm}


class Contractions:
    """Collects special cases, each in lower case and with a capital."""

    def __init__(self) -> None:
        self.found: Exceptions = {}

    def add(self, *parts: tuple[str, str | None]) -> None:
        for first in (parts[0][0], parts[0][0].capitalize() if parts[0][0][:1].isalpha() else parts[0][0]):
            texts = [first, *(text for text, _ in parts[1:])]
            self.found["".join(texts)] = [part(text, norm) for text, (_, norm) in zip(texts, parts, strict=True)]

    def clitic(self, host: str, clitic: str, norm: str, *, bare_norm: str | None = None, bare: bool = True) -> None:
        """`host'clitic`, and `hostclitic` where that is no other word."""
        self.add((host, host), (f"'{clitic}", norm))
        if bare:
            self.add((host, host), (clitic, norm if bare_norm is None else bare_norm))


_contractions = Contractions()
_add = _contractions.add
_clitic = _contractions.clitic

# Without an apostrophe only where the result is no other word: not hell, shell, were, well, ill, its, shed, whore.
_clitic("i", "m", "am", bare_norm="m")
for _text, _clitic_text in (("'ma", "'m"), ("ma", "m")):
    _add(("i", "i"), (_clitic_text, "am"), ("a", "gonna"))
for _host in ("i", "you", "we", "they"):
    _clitic(_host, "ve", "have")
for _host in ("you", "we", "they"):
    _clitic(_host, "re", "are", bare=_host != "we")
for _host in ("i", "you", "he", "she", "it", "we", "they"):
    _clitic(_host, "ll", "will", bare=_host in ("you", "it", "they"))
    _clitic(_host, "d", "'d", bare=_host != "she")
    for _apostrophe in ("'", ""):
        _add((_host, _host), (f"{_apostrophe}ll", "will"), (f"{_apostrophe}ve", "have"))
        _add((_host, _host), (f"{_apostrophe}d", "would"), (f"{_apostrophe}ve", "have"))
for _host in ("he", "she", "it"):
    _clitic(_host, "s", "'s", bare_norm="s", bare=_host != "it")
for _host in ("who", "what", "when", "where", "why", "how", "there", "that", "this", "these", "those"):
    _clitic(_host, "s", "'s", bare_norm="s", bare=_host not in ("these", "those"))
    _clitic(_host, "ll", "will")
    _clitic(_host, "d", "'d")
    for _apostrophe in ("'", ""):
        _add((_host, _host), (f"{_apostrophe}ll", "will"), (f"{_apostrophe}ve", "have"))
        _add((_host, _host), (f"{_apostrophe}d", "would"), (f"{_apostrophe}ve", "have"))
    if _host not in ("this", "that"):
        _clitic(_host, "re", "are", bare=_host != "who")
        _add((_host, _host), ("'ve", None))
        _add((_host, _host), ("ve", "have"))

# verb -> its norm, where that is another word
_NEGATED = {
    "ca": "can", "could": None, "do": None, "does": None, "did": "do", "had": "have", "may": None, "might": None,
    "must": None, "need": None, "ought": None, "sha": "shall", "should": None, "wo": "will", "would": None, "are": None,
    "is": None, "was": None, "were": None, "have": None, "has": None, "dare": None, "ai": None,
}  # fmt: skip
_SIMPLE = ("is", "are", "was", "were", "have", "has", "dare", "ai")
for _verb, _norm in _NEGATED.items():
    _add((_verb, _norm or _verb), ("n't", "not"))
    _add((_verb, _norm or _verb), ("nt", "not"))
    if _verb not in _SIMPLE:
        _add((_verb, _norm or _verb), ("n't", "not"), ("'ve", "have"))
        _add((_verb, _norm or _verb), ("nt", "not"), ("ve", "have"))
for _verb in ("could", "might", "must", "should", "would"):
    _add((_verb, _verb), ("'ve", None))
    _add((_verb, _verb), ("ve", None))
_add(("can", "can"), ("not", "not"))
_add(("not", None), ("'ve", "have"))
_add(("not", None), ("ve", "have"))
_add(("gon", "going"), ("na", "to"))
_add(("got", None), ("ta", "to"))
_add(("let", None), ("'s", "us"))
_add(("c'm", "come"), ("on", None))

# Words that the affix rules would cut, by norm.
_STATES = {
    "Ak.": "Alaska", "Ala.": "Alabama", "Ariz.": "Arizona", "Ark.": "Arkansas", "Calif.": "California",
    "Colo.": "Colorado",
    "Conn.": "Connecticut", "Del.": "Delaware", "Fla.": "Florida", "Ga.": "Georgia", "Ia.": "Iowa", "Id.": "Idaho",
    "Ill.": "Illinois", "Ind.": "Indiana", "Kan.": "Kansas", "Kans.": "Kansas", "Ky.": "Kentucky", "La.": "Louisiana",
    "Mass.": "Massachusetts", "Mich.": "Michigan", "Minn.": "Minnesota", "Miss.": "Mississippi",
    "N.C.": "North Carolina", "N.D.": "North Dakota", "N.H.": "New Hampshire", "N.J.": "New Jersey",
    "N.M.": "New Mexico", "N.Y.": "New York", "Neb.": "Nebraska", "Nebr.": "Nebraska", "Nev.": "Nevada",
    "Okla.": "Oklahoma", "Ore.": "Oregon", "Pa.": "Pennsylvania", "S.C.": "South Carolina", "Tenn.": "Tennessee",
    "Va.": "Virginia", "Wash.": "Washington", "Wis.": "Wisconsin",
}  # fmt: skip
_MONTHS = {
    "Jan.": "January", "Feb.": "February", "Mar.": "March", "Apr.": "April", "Jun.": "June", "Jul.": "July",
    "Aug.": "August", "Sep.": "September", "Sept.": "September", "Oct.": "October", "Nov.": "November",
    "Dec.": "December",
}  # fmt: skip
_SPOKEN = {
    "'cause": "because", "'cos": "because", "'coz": "because", "'cuz": "because", "nothin": "nothing",
    "nuthin": "nothing", "havin": "having", "doin": "doing", "goin": "going", "lovin": "loving",
    "somethin": "something", "ol": "old",
}  # fmt: skip
_PLAIN = (
    "Adm. Bros. Co. Corp. D.C. Dr. Gen. Gov. Inc. Jr. Ltd. Md. Messrs. Mo. Mont. Mr. Mrs. Ms. Mt. Ph.D. Prof. Rep. "
    "Rev. Sen. St. a.m. p.m. a.m p.m e.g. E.g. E.G. i.e. I.e. I.E. vs. v.s. v. co. and/or"
).split()

_whole: Exceptions = single(_PLAIN)
# These have no spelling with a capital.
_CLIPPED: dict[str, str | None] = {
    "'bout": "about", "'d": None, "'em": "them", "'ll": "will", "'nuff": "enough", "'re": "are", "'s": "'s",
    "'S": "'s", "em": "them", "ll": "will", "nuff": "enough",
}  # fmt: skip
_whole |= {text: [part(text, norm)] for text, norm in _CLIPPED.items()}
_whole |= {f"{text}all": [part(text, "you"), part("all")] for text in ("y'", "y")}
_whole |= {text: [part(text, "madam")] for text in ("ma'am", "Ma'am")}
_whole |= {text: [part(text, "o'clock")] for text in ("o'clock", "O'clock", "o’clock", "O’clock")}
_whole |= {text: [part(text, "'s")] for text in ("‘s", "‘S")}
_whole["Mt."] = [part("Mt.", "Mount")]
_whole["w/o"] = [part("w/o", "without")]
_whole |= {text: [part(text, norm)] for text, norm in (_STATES | _MONTHS).items()}
for _text, _known in _SPOKEN.items():
    for _spelling in (_text, _text.capitalize() if _text[0] != "'" else _text[0] + _text[1:].capitalize()):
        _whole[_spelling] = [part(_spelling, _known)]
        if _spelling.endswith("in") or _text == "ol":
            _whole[_spelling + "'"] = [part(_spelling + "'", _known)]

_times: Exceptions = {}
for _hour in range(1, 13):
    for _period, _norm in (("am", "a.m."), ("a.m.", "a.m."), ("pm", "p.m."), ("p.m.", "p.m.")):
        _times[f"{_hour}{_period}"] = [part(str(_hour)), part(_period, _norm)]

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(BASE_EXCEPTIONS, _contractions.found, _whole, _times)
