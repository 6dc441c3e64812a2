"""Frequent words of Faroese that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    aftur allir allur alt altíð annar antin at av aðrir bara bæði eftir eg ei eiga eigur ein einar eingin einki eisini
    eitt ella enn er eru fara fekk fer fleiri flestir frá fyri fyrst fáa fáir fær fór ger gera gjøgnum gjørdi hagar hann
    hansara har hava havt haðan heilt henda hendan hennara henni her hesar hesin hesir hetta hevur hevði higar hjá hon
    honum hvar hvat hvussu hví hvønn hvør hvørji hvørki høvdu ikki inn innan ja kann kanska kemur kom koma kundi kunnu
    longu líka lítið meg meira men mest millum minni minst má mátti mær mín mínir mítt móti nakar nakrir nei niðri niður
    nær næstan nógv nógvir nú ofta og okkara okkum ongantíð onkrir onkur saman sami seg segði sera serliga siga sigur
    sjálvur skal skjótt skuldi skulu so somu sum sín sítt síðan síðst taka tann tað teg teimum teir teirra tekur tey til
    tit tykkara tykkum tá táið tær tí tín títt tó tók tú um undan undir upp uppi uttan var varð vera verið verða verður
    vil vildi vilja vit við várt væl vóru vórðu yvir á í ímillum úr út
    """.split()
)
