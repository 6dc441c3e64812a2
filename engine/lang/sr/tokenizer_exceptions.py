"""Special cases of Serbian: abbreviations in both scripts with their norms."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, update_exceptions

_NORMS = {
    "г.": "година", "год.": "година", "в.": "век", "тј.": "то јест", "нпр.": "на пример", "итд.": "и тако даље",
    "сл.": "слично", "др.": "доктор", "мр.": "магистар", "проф.": "професор", "инж.": "инжењер", "ул.": "улица",
    "бр.": "број", "стр.": "страна", "тел.": "телефон", "млрд.": "милијарда", "п.н.е.": "пре нове ере",
    "н.е.": "нове ере", "св.": "свети", "чл.": "члан", "ст.": "став", "уп.": "упореди", "в.д.": "вршилац дужности",
    "јан.": "јануар", "феб.": "фебруар", "апр.": "април", "авг.": "август", "сеп.": "септембар", "септ.": "септембар",
    "окт.": "октобар", "дец.": "децембар", "пон.": "понедељак", "уто.": "уторак", "суб.": "субота", "нед.": "недеља",
    "енгл.": "енглески", "лат.": "латински", "срп.": "српски", "god.": "godina", "tj.": "to jest", "npr.": "na primer",
    "itd.": "i tako dalje", "sl.": "slično", "dr.": "doktor", "mr.": "magistar", "prof.": "profesor",
    "inž.": "inženjer", "ul.": "ulica", "br.": "broj", "str.": "strana", "tel.": "telefon", "din.": "dinar",
    "mlrd.": "milijarda", "p.n.e.": "pre nove ere", "n.e.": "nove ere", "sv.": "sveti", "čl.": "član", "up.": "uporedi",
    "jan.": "januar", "feb.": "februar", "apr.": "april", "avg.": "avgust", "sep.": "septembar", "sept.": "septembar",
    "okt.": "oktobar", "dec.": "decembar", "engl.": "engleski",
}  # fmt: skip
_CAPITALIZED = {text[0].upper() + text[1:]: norm for text, norm in _NORMS.items() if len(text) > 2}

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
    {text: [{ORTH: text, NORM: norm}] for text, norm in _CAPITALIZED.items()},
)
