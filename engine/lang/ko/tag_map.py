"""Universal parts of speech of the Sejong tags that mecab-ko-dic uses.

Source: the Sejong tag set (세종 말뭉치) with mecab-ko-dic's additions NNBC, SC, SSO, SSC, SY; X where a tag is an ending
that universal parts of speech have no name for.
"""

from __future__ import annotations

_BY_POS = {
    "ADJ": "VA VCN",
    "ADP": "VCP JKS JKC JKG JKO JKB JKV JKQ JX",
    "ADV": "MAG",
    "AUX": "VX",
    "CCONJ": "JC MAJ",
    "DET": "MM",
    "INTJ": "IC",
    "NOUN": "NNG NNB NNBC NF",
    "NUM": "NR SN",
    "PRON": "NP",
    "PROPN": "NNP",
    "PUNCT": "SF SE SS SSO SSC SC SP SO",
    "SYM": "SW SY",
    "VERB": "VV NV",
    "X": "EP EF EC ETN ETM XPN XSN XSV XSA XR NA SL SH UNKNOWN UNA",
}
TAG_MAP: dict[str, str] = {tag: pos for pos, tags in _BY_POS.items() for tag in tags.split()}
