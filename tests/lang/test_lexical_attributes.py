"""Number words, stop words, norms, writing systems: by language. A word that is no number stands after `/`."""

from __future__ import annotations

import pytest

import engine
from engine.lang import get_defaults
from engine.symbols import IDS

NUMBERS = {
    "ar": "10 1,000 ٣٫٥ ١٬٠٠٠ عشرة الثالث مليون / بيت ال ،",
    "bg": "10 1,5 десет Двадесети първата милиона 5-ти / -ти ден първак",
    "et": "10 1,5 kümme Kaksteist kolmanda miljonit / kümb tee",
    "fa": "10 ۱۲٫۵ ۱٬۰۰۰ ده دهم دهمین سی‌ام میلیون / خانه دهان",
    "he": "10 3.5 עשר עשרה השלישי מיליון / בית הר ה",
    "hi": "10 १०.५ १/२ दस दसवां लाख तीसरी / घर दसवांश",
    "id": "10 1.000 sepuluh kesepuluh ke-2 Juta / ke ke- orang",
    "lt": "10 1,5 dešimt Penkių dešimtas milijonų / diena dešimtainis",
    "lv": "10 1,5 desmit Piecu desmitais miljonu / diena desmitgade",
    "mk": "10 1,5 десет Двајца третиот милиони 5-ти / ден -ти",
    "ru": "10 1,5 десять Десяти десятого пятьюдесятью миллионов 5-й 90-х тыс. / -й дом пятно",
    "sk": "10 1,5 desať Piateho tretí miliónov / deň desatina",
    "sl": "10 1,5 deset Petindvajset tretjega milijonov / dan desetina",
    "sq": "10 1,5 dhjetë Njëzet mijëra 5-ta / ditë -ta",
    "sr": "10 1,5 десет Deset трећи prvog милиона / дан danas",
    "uk": "10 1,5 десять п'ять П’ятого мільйонів 5-й / -й дім п'ята-",
}
# The last word is none.
STOPS = {
    "bg": "Това не е за мен къща",
    "et": "See ei ole minu maja",
    "ar": "هذا هو الذي كان في البيت",
    "fa": "این را برای من کتاب",
    "he": "זה לא היה של הבית",
    "hi": "यह मेरे लिए है घर",
    "id": "ini adalah yang tidak rumah",
    "ja": "これ は その 家",
    "ko": "그것 은 우리 의 집",
    "lt": "Tai nėra mano namas",
    "lv": "Tas nav mans nams",
    "mk": "Тоа не е моја куќа",
    "ru": "Это было не для меня дом",
    "sk": "To nie je moje okno",
    "sl": "To ni moja hiša",
    "sq": "Kjo nuk është e ime shtëpi",
    "sr": "То није моја кућа",
    "uk": "Це було не для мене будинок",
    "zh": "这 是 我们 的 房子",
}
NORMS = {
    "ar": {"د.": "دكتور", "ق.م.": "قبل الميلاد"},
    "he": {"מס'": "מספר", 'ד"ר': "דוקטור"},
    "hi": {"डॉ.": "डॉक्टर"},
    "id": {"dll.": "dan lain-lain", "Jl.": "jalan"},
    "ru": {"т.е.": "то есть", "Проф.": "профессор"},
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
