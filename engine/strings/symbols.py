"""The 457 reserved names and their ids: lexeme flags, attributes, parts of speech, entity and dependency labels.

`NAMES[id]` is the name, `IDS[name]` the id. Attributes (`ATTR_IDS`) are the reserved names that name a column of a
document. Callers: StringStore (reserved names never get a hash), Doc, Vocab; public as engine.symbols and engine.attrs.
"""

from __future__ import annotations

from engine.errors import UnknownIdError, WrongTypeError

FLAGS = (
    "IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM LIKE_EMAIL IS_STOP "
    "IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT IS_CURRENCY"
).split()
ATTRIBUTES = (
    "ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE HEAD SENT_START SPACY "
    "PROB LANG"
).split()
PARTS_OF_SPEECH = (
    "ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X EOL SPACE".split()
)
ENTITY_LABELS = (
    "PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT MONEY QUANTITY ORDINAL "
    "CARDINAL"
).split()
DEPENDENCY_LABELS = (
    "acomp advcl advmod agent amod appos attr aux auxpass cc ccomp complm conj cop csubj csubjpass dep det dobj expl "
    "hmod hyph infmod intj iobj mark meta neg nmod nn npadvmod nsubj nsubjpass num number oprd obj obl parataxis "
    "partmod pcomp pobj poss possessive preconj prep prt punct quantmod relcl rcmod root xcomp acl"
).split()

NAMES: list[str] = [
    "",
    *FLAGS,
    *(f"FLAG{i}" for i in range(19, 64)),
    *ATTRIBUTES,
    *PARTS_OF_SPEECH,
    *(f"DEPRECATED{i:03}" for i in range(1, 277)),
    *ENTITY_LABELS,
    *DEPENDENCY_LABELS,
    "ENT_KB_ID",
    "MORPH",
    "ENT_ID",
    "IDX",
    "_",
]
IDS: dict[str, int] = {name: i for i, name in enumerate(NAMES)}

_NOT_COLUMNS = ("CLUSTER", "PROB")
ATTR_IDS: dict[str, int] = {name: i for name, i in IDS.items() if i < 84 and name not in _NOT_COLUMNS}
ATTR_IDS |= {name: IDS[name] for name in ("ENT_KB_ID", "MORPH", "ENT_ID", "IDX")}
ATTR_NAMES: list[str] = [name for name, _ in sorted(ATTR_IDS.items(), key=lambda item: item[1])]

POS_IDS: dict[str, int] = {"": 0} | {name: IDS[name] for name in PARTS_OF_SPEECH}


def attribute_id(attr: int | str) -> int:
    """Id of an attribute given by name (any case of the documented upper-case names) or id; InputError otherwise."""
    if isinstance(attr, str):
        found = IDS.get(attr, IDS.get(attr.upper()))
        if found and (found < 84 or found >= IDS["ENT_KB_ID"]):
            return found
        import difflib

        near = difflib.get_close_matches(attr.upper(), [n for n in ATTR_IDS if n], n=1)
        raise UnknownIdError(
            "attrs.unknown_name",
            f"There is no attribute named {attr!r}.",
            f"Did you mean {near[0]}?" if near else "engine.attrs.IDS lists the names.",
        )
    if not hasattr(attr, "__index__"):
        raise WrongTypeError(
            "attrs.wrong_type",
            f"An attribute is given by name or id, not by {attr!r}.",
            "engine.attrs.IDS lists the names.",
        )
    return int(attr)


def intify_attrs(stringy_attrs, strings_map=None, _do_deprecated: bool = False) -> dict[int, object]:
    """Attributes given by name or id, with string or integer values, as {attribute id: integer value}.

    stringy_attrs (dict): such as {"TAG": "NN", 74: "NOUN"}. strings_map (StringStore): needed for string values; they
    are added to it. Values that are neither strings nor integers stay as they are.
    """
    out: dict[int, object] = {}
    for name, value in stringy_attrs.items():
        attr = attribute_id(name)
        if isinstance(value, str):
            if attr == IDS["POS"] and value.upper() in POS_IDS:
                value = POS_IDS[value.upper()]
            elif strings_map is not None:
                value = strings_map.add(value)
        elif isinstance(value, bool):
            value = int(value)
        out[attr] = value
    return out
