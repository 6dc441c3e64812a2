"""Special cases of Turkish: abbreviations."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, Exceptions, abbreviations, update_exceptions

_NORMS = {
    "Alb.": "albay", "Ank.": "Ankara", "Apt.": "apartman", "Arş.": "araştırma", "As.": "asker", "Asb.": "astsubay",
    "Av.": "avukat", "Bçvş.": "başçavuş", "bk.": "bakınız", "bkz.": "bakınız", "Bl.": "bölük", "Bul.": "bulvar",
    "Bulv.": "bulvar", "Cad.": "cadde", "çev.": "çeviren", "Çvş.": "çavuş", "Dr.": "doktor", "Doç.": "doçent", "dk.": "dakika",
    "drl.": "derleyen", "Ecz.": "eczacı", "ed.": "editör", "Fak.": "fakülte", "Gen.": "general", "Gön.": "gönderen",
    "Gör.": "görevlisi", "haz.": "hazırlayan", "Hz.": "hazreti", "İst.": "İstanbul", "kr.": "kuruş", "Krş.": "karşılaştırınız",
    "Mah.": "mahalle", "Müh.": "mühendis", "Müd.": "müdür", "No.": "numara", "Onb.": "onbaşı", "Op.": "operatör", "Opr.": "operatör",
    "Org.": "orgeneral", "Öğr.": "öğretim", "örn.": "örneğin", "Prof.": "profesör", "Psk.": "psikolog",
    "Sn.": "sayın", "Sok.": "sokak", "Şb.": "şube", "Şti.": "şirket", "Tel.": "telefon", "tel.": "telefon", "Ltd.": "limitet",
    "Tğm.": "teğmen", "Tic.": "ticaret", "Tuğg.": "tuğgeneral", "Üni.": "üniversite", "Ün.": "üniversite", "vb.": "ve benzeri",
    "vd.": "ve diğerleri", "vs.": "vesaire", "yay.": "yayınları", "Yay.": "yayınları", "Yb.": "yarbay", "Yrd.": "yardımcı",
    "yy.": "yüzyıl", "Yzb.": "yüzbaşı", "Uzm.": "uzman", "Dz.": "deniz", "Hv.": "hava", "Kur.": "kurmay", "Bşk.": "başkan",
}  # fmt: skip
_PLAIN = "T.C. M.Ö. M.S. A.Ş. a.g.e. a.g.m. A.B.D.".split()

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    abbreviations(_NORMS, _PLAIN),
)
