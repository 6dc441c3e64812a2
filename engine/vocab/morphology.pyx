"""Morphology: FEATS strings such as "Case=Nom|Number=Sing", brought to one normal form and interned.

Normal form: fields sorted by code point, the values of a field joined by commas and sorted; "_" for no
features. Source of the notation: the CoNLL-U format's column FEATS.
"""
from libc.stdint cimport uint64_t

from engine.strings.store cimport StringStore

from engine.errors import InputError
from engine.strings.symbols import IDS

cdef uint64_t EMPTY_ID = IDS["_"]
HINT = 'Features look like "Case=Nom,Acc|Number=Sing", or {"Case": "Nom,Acc", "Number": "Sing"}.'


def feats_to_dict(str feats, *, bint sort_values=True) -> dict:
    """{"Case": "Acc,Nom"} of "Case=Nom,Acc". Raises InputError for text that is no FEATS string."""
    if not feats or feats == "_":
        return {}
    out = {}
    for feature in feats.split("|"):
        field, equals, value = feature.partition("=")
        if not equals or not field or "=" in value:
            raise InputError("morph.bad_feats", f"{feature!r} in {feats!r} is no Field=Value pair.", HINT)
        out[field] = ",".join(sorted(value.split(","))) if sort_values else value
    return out


def dict_to_feats(feats_dict, *, bint sort_values=True) -> str:
    """"Case=Acc,Nom|Number=Sing" of {"Number": "Sing", "Case": "Nom,Acc"}; "" for no features."""
    parts = []
    for field in sorted(feats_dict, key=str):
        value = feats_dict[field]
        if not isinstance(field, str) or not isinstance(value, str):
            raise InputError("morph.bad_feats", f"The feature {field!r}: {value!r} is not a pair of strings.", HINT)
        parts.append(field + "=" + (",".join(sorted(value.split(","))) if sort_values else value))
    return "|".join(parts)


cdef class Morphology:
    """The feature sets of one vocabulary.

    >>> morphology = Morphology(StringStore())
    >>> morphology.strings[morphology.add("Number=Sing|Case=Nom")]
    'Case=Nom|Number=Sing'
    """

    FEATURE_SEP = "|"
    FIELD_SEP = "="
    VALUE_SEP = ","
    EMPTY_MORPH = "_"
    feats_to_dict = staticmethod(feats_to_dict)
    dict_to_feats = staticmethod(dict_to_feats)

    def __init__(self, StringStore strings):
        self.strings = strings
        self._normal = {}

    cpdef uint64_t add(self, object features) except? 0:
        """Id of the normal form of a FEATS string, a dict or an id; the normal form is stored in `strings`."""
        cdef uint64_t key
        if isinstance(features, int):
            features = self.strings.as_string(features)
        if isinstance(features, str):
            known = self._normal.get(features)
            if known is not None:
                return known
            normal = dict_to_feats(feats_to_dict(features))
            # To stay, in memory zones too: `_normal` does, and there are not many.
            key = self.strings.add(normal, False) if normal else EMPTY_ID
            self._normal[features] = key
            return key
        if isinstance(features, dict):
            normal = dict_to_feats(features)
            return self.strings.add(normal, False) if normal else EMPTY_ID
        raise InputError(
            "morph.wrong_type", f"{features!r} is a {type(features).__name__}, not a string, dict or id.", HINT
        )

    def get(self, morph) -> str:
        """The FEATS string of an id, "" for no features."""
        text = self.strings[morph] if isinstance(morph, int) else morph
        return "" if text == "_" else text

    def normalize_features(self, features) -> str:
        """Normal form of a FEATS string or dict, "_" for no features."""
        return self.strings[self.add(features)]

    def __reduce__(self):
        return Morphology, (self.strings,)


cdef class MorphAnalysis:
    """The features of a token, as Token.morph gives them.

    vocab (Vocab): interns the features. features (str | dict | int): FEATS string, dict or id.
    """

    def __init__(self, vocab, features=""):
        self.vocab = vocab
        self.key = vocab.morphology.add(features)

    @classmethod
    def from_id(cls, vocab, key):
        """The analysis whose normal form has the id `key`; 0 and the id of "_" mean no features."""
        cdef MorphAnalysis morph = MorphAnalysis.__new__(MorphAnalysis)
        vocab.strings[key]
        morph.vocab = vocab
        morph.key = key
        return morph

    def __str__(self):
        text = self.vocab.strings[self.key]
        return "" if text == "_" else text

    def __repr__(self):
        return str(self)

    def __contains__(self, feature):
        """Whether the single feature "Field=Value" is among them."""
        return feature in self._features()

    def __iter__(self):
        """Each single feature, "Field=Value"."""
        return iter(self._features())

    def __len__(self):
        return len(self._features())

    def __hash__(self):
        return hash(self.key)

    def __eq__(self, other):
        if isinstance(other, str):
            raise InputError(
                "morph.compared_with_text",
                f"A MorphAnalysis was compared with the string {other!r}.",
                f"Compare str(token.morph) with it, or build MorphAnalysis(vocab, {other!r}).",
            )
        return isinstance(other, MorphAnalysis) and self.key == (<MorphAnalysis>other).key

    def _features(self):
        return [f"{field}={value}" for field, values in self.to_dict().items() for value in values.split(",")]

    def get(self, field, default=None):
        """List of the values of a field, [] (or `default`) where the field is missing."""
        values = self.to_dict().get(field)
        if values is None:
            return [] if default is None else default
        return values.split(",")

    def to_json(self) -> str:
        return str(self)

    def to_dict(self) -> dict:
        """{field: values joined by commas}."""
        return feats_to_dict(str(self))
