"""Special cases of Malay: abbreviations, titles and degrees, doubled words with a change of sound."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, single, update_exceptions

_WHOLE = """
    U.S. St. Mr. Mrs. Ph.D. M.A. B.A. vs. lauk-pauk sayur-mayur bolak-balik gotong-royong kuih-muih saudara-mara
    bukit-bukau gunung-ganang batu-batan anak-pinak hiruk-pikuk huru-hara mundar-mandir ulang-alik simpang-siur
    warna-warni teka-teki desas-desus porak-peranda lintang-pukang
""".split()
_NORMS = {
    "dll.": "dan lain-lain", "dsb.": "dan sebagainya", "dkk.": "dan kawan-kawan", "spt.": "seperti", "cth.": "contoh",
    "hlm.": "halaman", "m.s.": "muka surat", "bil.": "bilangan", "no.": "nombor", "No.": "nombor", "tel.": "telefon",
    "Jln.": "jalan", "Jl.": "jalan", "Kg.": "kampung", "Tmn.": "taman", "Bhd.": "berhad", "Sdn.": "sendirian",
    "En.": "encik", "Pn.": "puan", "Tn.": "tuan", "Hj.": "haji", "Dr.": "doktor", "Prof.": "profesor",
    "Ir.": "insinyur", "Sdr.": "saudara", "Yg.": "yang", "s.a.w.": "sallallahu alaihi wasallam", "a.s.": "alaihissalam",
    "s.w.t.": "subhanahu wa taala", "a.m.": "ante meridiem", "p.m.": "post meridiem", "S.M.": "sebelum masihi",
    "T.M.": "tahun masihi", "Jan.": "Januari", "Feb.": "Februari", "Apr.": "April", "Jul.": "Julai",
    "Sept.": "September", "Okt.": "Oktober", "Nov.": "November", "Dis.": "Disember", "tsb.": "tersebut",
    "sdr.": "saudara",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    single(_WHOLE),
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
