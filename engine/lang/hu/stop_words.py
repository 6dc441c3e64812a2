"""Frequent words of Hungarian that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    # articles, pronouns and determiners
    """
    a az egy én te ő mi ti ők ön önök maga engem téged őt minket bennünket titeket benneteket őket önt önöket magát
    nekem neked neki nekünk nektek nekik velem veled vele velünk veletek velük rám rád rá ránk rátok rájuk tőlem tőled tőle
    tőlünk tőlük hozzám hozzád hozzá hozzánk hozzájuk nálam nálad nála nálunk náluk bennem benned benne bennük belőle belőlük
    róla rólam róluk rajta rajtam rajtuk érte értük
    ez azt ezt ezek azok ezeket azokat ennek annak ezzel azzal erre arra ebben abban ebből abból ettől attól ehhez ahhoz ennél
    annál erről arról ezen azon ezért azért ilyen olyan ekkora akkora emez amaz ugyanaz ugyanez ugyanolyan
    ki kit kinek kivel mi mit minek mivel mire miről mely melyik milyen mekkora mennyi hány
    aki akit akinek akik akiket amely amelyet amelyek amelyeket amelynek ami amit aminek amikor amilyen ahol ahová ahogy
    ahogyan amint valaki valakit valami valamit valamely valamilyen bárki bármi bármely bármilyen senki semmi semmit semmilyen
    mindenki mindenkit minden mindent mindegyik mindkét összes egész néhány több számos más másik mások egyik másikat egyéb
    sok kevés saját
    """
    # postpositions
    """
    alatt által elé előtt ellen felé felett fölött helyett iránt keresztül körül között közé miatt mellett mellé mögött
    múlva nélkül óta révén során szerint számára tájt túl után végett végén belül kívül képest kezdve együtt
    """
    # conjunctions
    """
    és s is meg vagy de hanem ha hogy mert mint míg amíg mivel mivelhogy noha bár hiszen ezért tehát azonban pedig illetve
    valamint sem se sőt akár avagy ám ámde viszont ugyanis vagyis azaz mintha nehogy miután mielőtt miközben
    """
    # adverbs and particles
    """
    nem ne igen nincs nincsenek már még csak talán majd most akkor mindig soha sohasem gyakran néha ma tegnap holnap itt ott
    ide oda innen onnan hol hova hová honnan mikor miért hogyan így úgy nagyon igen túl elég eléggé kicsit inkább legalább
    körülbelül szinte majdnem éppen épp ismét újra megint tovább tovább előbb később először utána azután aztán ezután végül
    persze bizony ugye vajon ekkor egyszer együtt külön jól rosszul szét össze el fel föl le ki be át vissza oda haza
    mindössze csupán különösen főleg például általában
    """
    # lenni, and verbs like it
    """
    vagyok vagy van vagyunk vagytok vannak volt voltam voltál voltunk voltak lesz leszek leszel leszünk lesznek lett lettek
    legyen legyenek lenne lennék lennének volna volnának lenni való kell kellett kellene lehet lehetett lehetne lehetnek
    tud tudott szokott fog fogja fogok
    """.split()
)
