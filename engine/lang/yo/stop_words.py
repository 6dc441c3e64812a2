"""Frequent words of Yoruba that carry little meaning of their own, with their accents composed and apart."""

from __future__ import annotations

import unicodedata

_WORDS = """
    a í bá báwo báyìí bí bó bẹ́ẹ̀ di dé dípò fi fún gan-an gbogbo gbọ́dọ̀ gẹ́gẹ́ i ibi ibo ibẹ̀ inú jù jùlọ jẹ́ ká kì kìí
    kí kíni kò kó lára láti láàárín lè lé ló lórí lẹ́yìn lẹ́ẹ̀kan lọ́wọ́ lọ́wọ́lọ́wọ́ mi mo máa mọ́ n ni náà nìkan ní
    níbo níbí níbẹ̀ nígbà nígbàtí nínú nípa nítorí o olúkúlùkù pàápàá pé púpọ̀ pẹ̀lú rárá rẹ rẹ̀ sì sí síbẹ̀ sínú tani
    ti tiẹ̀ tàbí tí títí tó tún un wa wà wá wọn wọ̀nyí wọ̀nyẹn wọ́n yìí yín yóò yẹn à àbí àfi àmọ́ àní àti àwa àwọn á
    èmi èwo èyí ìwọ ìyẹn ò òun ó ú ń ṣe ṣá ṣé ṣùgbọ́n ẹ ẹ̀yin
    """.split()
STOP_WORDS: set[str] = {unicodedata.normalize(form, word) for word in _WORDS for form in ("NFC", "NFD")}
