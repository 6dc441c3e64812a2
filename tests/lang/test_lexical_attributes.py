"""Number words, stop words, norms, writing systems: by language. A word that is no number stands after `/`."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import engine
from engine.lang import LANGUAGES, get_defaults
from engine.lang.codes import ALIASES
from engine.symbols import IDS
from engine.vocab import Vocab

NUMBERS = {
    "af": "10 1,5 tien twee-en-twintig Derde 5de duisende / dag de",
    "am": "10 ፲፭ አስር አስረኛ ሚሊዮን / ቤት ፡",
    "ar": "10 1,000 ٣٫٥ ١٬٠٠٠ عشرة الثالث مليون / بيت ال ،",
    "az": "10 1,5 on Onuncu 5-ci milyon / gün -ci",
    "bg": "10 1,5 десет Двадесети първата милиона 5-ти / -ти ден първак",
    "bn": "10 ১০.৫ দশ প্রথম লাখ / দিন মাস",
    "bo": "10 ༡༠ ༣.༥ བཅུ བཅུ་ དང་པོ ས་ཡ་ / ཁང་པ ་ །",
    "dsb": "10 1,5 źaseś Dwaźasća tśeśi milionow / źeń desetk",
    "et": "10 1,5 kümme Kaksteist kolmanda miljonit / kümb tee",
    "eu": "10 1,5 hamar Bigarren 5garren mila / egun garren",
    "fa": "10 ۱۲٫۵ ۱٬۰۰۰ ده دهم دهمین سی‌ام میلیون / خانه دهان",
    "fo": "10 1,5 tíggju Tíggjundi milliónir / dagur",
    "ga": "10 1.5 deich Deichiú 5ú míle / lá ú",
    "gd": "10 1.5 deich Deicheamh 10mh ceudan / là mh taigh",
    "grc": "10 δέκα Τρεῖς πρῶτος δευτέρου / λόγος",
    "gu": "10 ૧૦.૫ દસ દસમો લાખ / દિવસ",
    "he": "10 3.5 עשר עשרה השלישי מיליון / בית הר ה",
    "hi": "10 १०.५ १/२ दस दसवां लाख तीसरी / घर दसवांश",
    "hsb": "10 1,5 dźesać Dwaceći třeći milionow / dźeń desatk",
    "ht": "10 1.5 dis Dizyèm 10yèm milyon / jou yèm kay",
    "hy": "10 1,5 տասը Տասներորդ 5-րդ միլիոն / օր -րդ",
    "id": "10 1.000 sepuluh kesepuluh ke-2 Juta / ke ke- orang",
    "is": "10 1,5 tíu Þriðji milljónir / dagur",
    "kmr": "10 1,5 deh Duyemîn 10em 12'emîn hezar / roj em",
    "kn": "10 1,5 ಹತ್ತು ಹತ್ತನೇ ಲಕ್ಷ / ದಿನ",
    "ky": "10 1,5 он Онунчу 5-чи миллион / үй -чи",
    "la": "10 XIV MCMLXXXVII decem Decimum tribus / dies AV IIX",
    "lb": "10 1,5 zéng Zéngten milliounen / dag",
    "lg": "10 1.5 kkumi Owookubiri amakumi akakadde / ennyumba olunaku",
    "lij": "10 1,5 dexe Primmo 3º çento / giorno º cà",
    "lt": "10 1,5 dešimt Penkių dešimtas milijonų / diena dešimtainis",
    "lv": "10 1,5 desmit Piecu desmitais miljonu / diena desmitgade",
    "mk": "10 1,5 десет Двајца третиот милиони 5-ти / ден -ти",
    "ml": "10 1,5 പത്ത് പത്താം ലക്ഷം / ദിവസം",
    "mr": "10 १०.५ दहा दहावा लाख / दिवस",
    "ms": "10 1.000 sepuluh Kesepuluh ke-2 juta / ke hari",
    "ne": "10 १०.५ दश पाँचौं लाख / दिन",
    "nn": "10 1,5 ti Tjuefem tiande millionar / dag tid",
    "ru": "10 1,5 десять Десяти десятого пятьюдесятью миллионов 5-й 90-х тыс. / -й дом пятно",
    "sa": "10 १० दश प्रथमः शतम् / वनम्",
    "si": "10 1.5 දහය දහවන ලක්ෂය / ගෙදර",
    "sk": "10 1,5 desať Piateho tretí miliónov / deň desatina",
    "sl": "10 1,5 deset Petindvajset tretjega milijonov / dan desetina",
    "sq": "10 1,5 dhjetë Njëzet mijëra 5-ta / ditë -ta",
    "sr": "10 1,5 десет Deset трећи prvog милиона / дан danas",
    "ta": "10 1,5 பத்து பத்தாவது லட்சம் / நாள்",
    "te": "10 1,5 పది పదవ లక్ష / రోజు",
    "ti": "10 ፲፭ ዓሰርተ ቀዳማይ ሚልዮን / ገዛ ፡",
    "tl": "10 1.5 sampu Ikalawa ika-5 milyong / bahay ika- ika",
    "tn": "10 1.5 lesome Bobedi makgolo / ntlo letsatsi",
    "tt": "10 1,5 ун Унынчы 5-нче миллион / өй -нче",
    "uk": "10 1,5 десять п'ять П’ятого мільйонів 5-й / -й дім п'ята-",
    "ur": "10 ۱۰ دس دسواں لاکھ / دن",
    "yo": "10 1.5 mẹ́wàá Kẹta ọgọ́rùn-ún ogún / ilé ọjọ́",
}
# The last word is none.
STOPS = {
    "af": "Dit is nie vir my huis",
    "am": "ይህ የእኔ አይደለም ቤት",
    "ar": "هذا هو الذي كان في البيت",
    "az": "Bu mənim üçün deyil ev",
    "bg": "Това не е за мен къща",
    "bn": "এটা আমার জন্য নয় বাড়ি",
    "bo": "འདི་ ངའི་ དང་ ཡིན ཁང་པ་",
    "dsb": "To njejo za mě dom",
    "et": "See ei ole minu maja",
    "eu": "Hau ez da gure etxe",
    "fa": "این را برای من کتاب",
    "fo": "Hetta er ikki mítt hús",
    "ga": "Tá sé seo ag an teach",
    "gd": "Tha seo airson an taigh",
    "grc": "τοῦτο οὐκ ἐστί τοῦ λόγος",
    "gu": "આ મારા માટે નથી ઘર",
    "he": "זה לא היה של הבית",
    "hi": "यह मेरे लिए है घर",
    "hsb": "To njeje za nas dom",
    "ht": "Sa a se pa pou mwen kay",
    "hy": "Սա իմ համար չէ տուն",
    "id": "ini adalah yang tidak rumah",
    "is": "Það er ekki mitt hús",
    "ja": "これ は その 家",
    "kmr": "Ev ne ji bo min xanî",
    "kn": "ಇದು ನನ್ನ ಅಲ್ಲ ಮನೆ",
    "ko": "그것 은 우리 의 집",
    "ky": "Бул менин эмес үй",
    "la": "Hoc non est mihi domus",
    "lb": "Dat ass net fir mech Haus",
    "lg": "Kino kya nze si ennyumba",
    "lij": "Questo o no l' é pe mi cà",
    "lt": "Tai nėra mano namas",
    "lv": "Tas nav mans nams",
    "mk": "Тоа не е моја куќа",
    "ml": "ഇത് എന്റെ അല്ല വീട്",
    "mr": "हे माझे नाही घर",
    "ms": "Ini bukan untuk saya rumah",
    "ne": "यो मेरो होइन घर",
    "nn": "Dette er ikkje mitt hus",
    "ru": "Это было не для меня дом",
    "sa": "इदम् मम न अस्ति गृहम्",
    "si": "මෙය මගේ නොවේ ගෙදර",
    "sk": "To nie je moje okno",
    "sl": "To ni moja hiša",
    "sq": "Kjo nuk është e ime shtëpi",
    "sr": "То није моја кућа",
    "ta": "இது எனது இல்லை வீடு",
    "te": "ఇది నా కాదు ఇల్లు",
    "th": "นี้ ไม่ ใช่ ของ ฉัน บ้าน",
    "ti": "እዚ ናተይ ኣይኮነን ገዛ",
    "tl": "Ito ay hindi para sa akin bahay",
    "tn": "Se ga se sa me ntlo",
    "tt": "Бу минем түгел өй",
    "uk": "Це було не для мене будинок",
    "ur": "یہ میرے لیے نہیں گھر",
    "vi": "đây không phải là của tôi nhà",
    "yo": "Èyí kì í ṣe fún mi ilé",
    "zh": "这 是 我们 的 房子",
}
NORMS = {
    "ar": {"د.": "دكتور", "ق.م.": "قبل الميلاد"},
    "he": {"מס'": "מספר", 'ד"ר': "דוקטור"},
    "hi": {"डॉ.": "डॉक्टर"},
    "id": {"dll.": "dan lain-lain", "Jl.": "jalan"},
    "ru": {"т.е.": "то есть", "Проф.": "профессор"},
    "gd": {"m.e.": "mar eisimpleir"},
    "hsb": {"atd.": "a tak dale", "n.př.": "na přikład"},
    "ti": {"ዶ/ር": "ዶክተር", "ዓ.ም.": "ዓመተ ምሕረት"},
    "tl": {"Gng.": "Ginang", "'Di": "hindi", "’yan": "iyan"},
    "uk": {"т.д.": "так далі", "Див.": "дивись"},
}
WRITTEN_LEFTWARD = {"ar", "fa", "he", "ur"}
WITHOUT_CASE = {*WRITTEN_LEFTWARD, "am", "ja", "ko", "ti", "zh"}
WITHOUT_LETTERS = {"ja", "ko", "zh"}


@pytest.mark.parametrize("code", sorted(NUMBERS))
def test_numbers(code):
    like_num = get_defaults(code).lex_attr_getters[IDS["LIKE_NUM"]]
    numbers, _, others = NUMBERS[code].partition(" / ")
    assert [word for word in numbers.split() if not like_num(word)] == []
    assert [word for word in others.split() if like_num(word)] == []


@pytest.mark.parametrize("code", sorted(STOPS))
def test_stop_words(code):
    stops = get_defaults(code).stop_words
    *few, last = STOPS[code].split()
    assert [word for word in few if word.lower() not in stops] == []
    assert last not in stops


@pytest.mark.parametrize("code", sorted(NORMS))
def test_norms(code):
    nlp = engine.blank(code)
    for text, norm in NORMS[code].items():
        doc = nlp(f"{text} x")
        assert (doc[0].text, doc[0].norm_) == (text, norm)


@pytest.mark.parametrize("code", sorted(set(NUMBERS) | set(STOPS) | {"en"}))
def test_writing_system(code):
    assert get_defaults(code).writing_system == {
        "direction": "rtl" if code in WRITTEN_LEFTWARD else "ltr",
        "has_case": code not in WITHOUT_CASE,
        "has_letters": code not in WITHOUT_LETTERS,
    }


def test_doubled_words_of_indonesian():
    nlp = engine.blank("id")
    whole = (
        "anak-anak Anak-anaknya buah-buahan berlari-lari kemerah-merahan tolong-menolong bolak-balik ke-21 1990-an "
        "surat-menyurat rumah-rumahku"
    )
    assert [token.text for token in nlp(whole)] == whole.split()
    assert [token.text for token in nlp("Senin-Jumat rumah-rum 5-an-an")] == (
        "Senin - Jumat rumah - rum 5 - an - an".split()
    )


def test_accents_of_yoruba_apart_or_composed():
    nlp = engine.blank("yo")
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, "Mo ní mẹ́wàá. Kò ṣiṣẹ́.")
        doc = nlp(text)
        assert [token.text for token in doc if token.is_punct] == [".", "."]
        assert [token.is_stop for token in doc] == [True, True, False, False, True, False, False]
        assert [token.text for token in doc if token.like_num] == [unicodedata.normalize(form, "mẹ́wàá")]


def test_other_codes_of_languages():
    assert set(ALIASES.values()) <= set(LANGUAGES) and not set(ALIASES) & set(LANGUAGES)
    assert [
        engine.blank(code).lang for code in ("eng", "deu", "ger", "mul", "iw", "bod")
    ] == "en de de xx he bo".split()
    with pytest.raises(ImportError):
        engine.blank("qqq")


@pytest.mark.peer
def test_other_codes_of_the_peer():
    spacy = pytest.importorskip("spacy")
    known = {}
    for code in ALIASES:
        try:
            known[code] = spacy.util.get_lang_class(code).lang
        except ImportError:
            continue
    assert len(known) > 80
    assert {code: ALIASES[code] for code in known} == known


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_long_words_take_no_time(code):
    """Matches and number words of a language look at each character a bounded number of times."""
    defaults = get_defaults(code)
    like_num = defaults.lex_attr_getters[IDS["LIKE_NUM"]]
    started = time.perf_counter()
    for char in "a십1१۱M一-'צ":
        word = char * 20_000
        assert not (defaults.token_match and defaults.token_match(word + "x"))
        like_num(word + "x")
    assert time.perf_counter() - started < 2


WORDS = [
    "Ten",
    "tenth",
    "TENTH",
    "10th",
    "dog",
    "Naïve",
    "ſecond",
    "İ",
    "£",
    "“",
    "``",
    "U.S.",
    "a@b.com",
    "b.com",
    "x" * 101,
]


@given(st.sampled_from(WORDS) | st.text(min_size=1))
@pytest.mark.parametrize("lang", ["en", "de"])
def test_what_a_vocab_asks_itself_is_what_the_getters_say(lang, text):
    getters = engine.blank(lang).vocab.lex_attr_getters
    called = {attr: (lambda text, getter=getter: getter(text)) for attr, getter in getters.items()}
    a, b = Vocab(getters)[text], Vocab(called)[text]
    for name in ("flags", "lower_", "norm_", "shape_", "prefix_", "suffix_"):
        assert getattr(a, name) == getattr(b, name), name
