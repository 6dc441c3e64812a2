"""Languages: the data that tokenizers and vocabularies are made of. `get_defaults("en")` gives those of English.

`engine.lang.en.English` and its like are Language classes; they are made by the room above, when first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from engine.errors import UnknownIdError

# code: class of the data, in the module engine.lang.<code>
LANGUAGES: dict[str, str] = {
    "af": "AfrikaansDefaults",
    "am": "AmharicDefaults",
    "ar": "ArabicDefaults",
    "az": "AzerbaijaniDefaults",
    "bg": "BulgarianDefaults",
    "bn": "BengaliDefaults",
    "bo": "TibetanDefaults",
    "ca": "CatalanDefaults",
    "cs": "CzechDefaults",
    "da": "DanishDefaults",
    "de": "GermanDefaults",
    "dsb": "LowerSorbianDefaults",
    "el": "GreekDefaults",
    "en": "EnglishDefaults",
    "es": "SpanishDefaults",
    "et": "EstonianDefaults",
    "eu": "BasqueDefaults",
    "fa": "PersianDefaults",
    "fi": "FinnishDefaults",
    "fo": "FaroeseDefaults",
    "fr": "FrenchDefaults",
    "ga": "IrishDefaults",
    "gd": "ScottishGaelicDefaults",
    "grc": "AncientGreekDefaults",
    "gu": "GujaratiDefaults",
    "he": "HebrewDefaults",
    "hi": "HindiDefaults",
    "hr": "CroatianDefaults",
    "hsb": "UpperSorbianDefaults",
    "ht": "HaitianCreoleDefaults",
    "hu": "HungarianDefaults",
    "hy": "ArmenianDefaults",
    "id": "IndonesianDefaults",
    "is": "IcelandicDefaults",
    "it": "ItalianDefaults",
    "ja": "JapaneseDefaults",
    "kmr": "KurmanjiDefaults",
    "kn": "KannadaDefaults",
    "ko": "KoreanDefaults",
    "ky": "KyrgyzDefaults",
    "la": "LatinDefaults",
    "lb": "LuxembourgishDefaults",
    "lg": "LugandaDefaults",
    "lij": "LigurianDefaults",
    "lt": "LithuanianDefaults",
    "lv": "LatvianDefaults",
    "mk": "MacedonianDefaults",
    "ml": "MalayalamDefaults",
    "mr": "MarathiDefaults",
    "ms": "MalayDefaults",
    "nb": "NorwegianDefaults",
    "ne": "NepaliDefaults",
    "nl": "DutchDefaults",
    "nn": "NorwegianNynorskDefaults",
    "pl": "PolishDefaults",
    "pt": "PortugueseDefaults",
    "ro": "RomanianDefaults",
    "ru": "RussianDefaults",
    "sa": "SanskritDefaults",
    "si": "SinhalaDefaults",
    "sk": "SlovakDefaults",
    "sl": "SlovenianDefaults",
    "sq": "AlbanianDefaults",
    "sr": "SerbianDefaults",
    "sv": "SwedishDefaults",
    "ta": "TamilDefaults",
    "te": "TeluguDefaults",
    "th": "ThaiDefaults",
    "ti": "TigrinyaDefaults",
    "tl": "TagalogDefaults",
    "tn": "SetswanaDefaults",
    "tr": "TurkishDefaults",
    "tt": "TatarDefaults",
    "uk": "UkrainianDefaults",
    "ur": "UrduDefaults",
    "vi": "VietnameseDefaults",
    "xx": "MultiLanguageDefaults",
    "yo": "YorubaDefaults",
    "zh": "ChineseDefaults",
}


def get_defaults(code: str) -> Any:
    """The data class of a language code. UnknownIdError names the codes there are."""
    if code not in LANGUAGES:
        import difflib  # for an error alone

        near = difflib.get_close_matches(str(code), LANGUAGES, n=1)
        raise UnknownIdError(
            "lang.unknown_code",
            f"There is no language {code!r}.",
            (f"Did you mean {near[0]!r}? " if near else "") + f"Languages: {', '.join(sorted(LANGUAGES))}.",
        )
    return getattr(import_module(f"engine.lang.{code}"), LANGUAGES[code])


def language_class(code: str, module: str, name: str) -> Any:
    """Behind `from engine.lang.en import English`: the Language class of a code, if that is what `name` asks for."""
    if f"{name}Defaults" != LANGUAGES[code]:
        raise AttributeError(f"module {module!r} has no attribute {name!r}")
    # The registry is filled by the package's root; the class is made there.
    registry = import_module("engine").registry
    return registry.get("languages", code)
