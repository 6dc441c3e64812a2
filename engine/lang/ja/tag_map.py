"""Universal parts of speech of UniDic tags, which are "-"-joined from the general to the particular.

A tag has the part of speech of its longest listed beginning. What depends on the neighbours is in `universal_tags`.
Source: Universal Dependencies' guidelines for Japanese (short unit words), from which it deviates in giving all
prenominals (連体詞) DET.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

_BY_POS = {
    "ADJ": "形容詞 形状詞",
    "ADP": "助詞-格助詞 助詞-係助詞 助詞-副助詞",
    "ADV": "副詞",
    "AUX": "助動詞 形状詞-助動詞語幹 名詞-助動詞語幹",
    "CCONJ": "接続詞",
    "DET": "連体詞",
    "INTJ": "感動詞",
    "NOUN": "名詞 接頭辞 接尾辞-名詞的 記号-文字",
    "NUM": "名詞-数詞",
    "PART": "助詞-終助詞 接尾辞",
    "PRON": "代名詞",
    "PROPN": "名詞-固有名詞",
    "PUNCT": "補助記号",
    "SCONJ": "助詞-接続助詞 助詞-準体助詞",
    "SPACE": "空白",
    "SYM": "記号 補助記号-一般 補助記号-ＡＡ",
    "VERB": "動詞",
}
TAG_MAP: dict[str, str] = {tag: pos for pos, tags in _BY_POS.items() for tag in tags.split()}
SPACE_TAG = "空白"

_DEPENDENT_VERB = "動詞-非自立可能"
_DEPENDENT_ADJECTIVE = "形容詞-非自立可能"
# Nouns that する makes verbs of, and the verbs that do.
_VERBAL_NOUNS = frozenset({"名詞-普通名詞-サ変可能", "名詞-普通名詞-サ変形状詞可能"})
_LIGHT_VERBS = frozenset({"する", "できる", "出来る", "いたす", "致す", "なさる", "くださる", "下さる"})
# Nouns that な makes adjectives of.
_ADJECTIVAL_NOUNS = frozenset({"名詞-普通名詞-形状詞可能", "名詞-普通名詞-サ変形状詞可能"})
# Verbs that are auxiliaries after the gerund in て.
_AUXILIARIES = frozenset(
    "いる ある おる おく いく ゆく くる しまう みる みせる くれる もらう やる あげる いただく くださる ください まいる "
    "居る 有る 置く 行く 来る 見る 呉れる 貰う 遣る 上げる 頂く 下さる 参る".split()
)


@functools.cache
def map_tag(tag: str) -> str:
    """The universal part of speech of a tag by itself; X for one that is not listed."""
    while tag:
        if tag in TAG_MAP:
            return TAG_MAP[tag]
        tag = tag.rpartition("-")[0]
    return "X"


def universal_tags(words: Sequence[tuple[str, str, str]]) -> list[str]:
    """Universal parts of speech of (tag, form, lemma) in sequence."""
    out: list[str] = []
    before = ("", "", "")
    for i, (tag, form, lemma) in enumerate(words):
        pos = map_tag(tag)
        follows = words[i + 1] if i + 1 < len(words) else ("", "", "")
        if tag in _VERBAL_NOUNS and follows[0] == _DEPENDENT_VERB and follows[2] in _LIGHT_VERBS:
            pos = "VERB"
        elif tag in _ADJECTIVAL_NOUNS and follows[0] == "助動詞" and follows[1] == "な":
            pos = "ADJ"
        elif tag == _DEPENDENT_VERB:
            is_gerund = before[0] == "助詞-接続助詞" and before[1] in ("て", "で")
            if (
                (is_gerund and lemma in _AUXILIARIES)
                or (before[0] in _VERBAL_NOUNS and lemma in _LIGHT_VERBS)
                or (before[0] == "助動詞" and before[1] == "で" and lemma in ("ある", "有る"))
                or (before[0] == "助詞-接続助詞" and before[1] == "ば" and lemma in ("なる", "成る"))
                or before[0].startswith("動詞")  # the second part of a compound: 食べ過ぎる
            ):
                pos = "AUX"
        elif tag == _DEPENDENT_ADJECTIVE and before[1] in ("て", "で") and before[0] in ("助詞-接続助詞", "助動詞"):
            pos = "AUX"
        out.append(pos)
        if tag != SPACE_TAG:
            before = (tag, form, lemma)
    return out
