"""Frequent words of Latvian that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    aiz ap apakš apakšpus apmēram ar arī atkal augšpus bet bez bieži bija biji biju bijusi bijuši bijām bijāt būs būsi
    būsiet būsim būt būtu būšu caur cita citas citi cits citu daudz dažas daži dažādi diemžēl diezin droši drīz dēļ es
    esam esat esi esmu gan gandrīz gar iekam iekams iekāms iekš iekšpus iepretī ik ikviens ir it itin ja jau jeb jebšu
    jel jo jums jūs jūsu ka kad kamēr kas katra katrs kaut ko kopš kur kura kuram kuras kuri kuru kurš kā kādēļ kāpēc
    kļuva kļūs kļūst kļūt labad lai līdz līdzko man mana mani mans manu maz mazāk mums mēs mūsu nav ne neba nebija nebūs
    nedz nekad nekas nekā nevis nezin no nost nu otrpus pa par pat pate pati pats pie piemēram pirms pret pretī priekš
    proti pār pēc reizēm rīt sava savas savs savu sev sevi starp tad tagad tai tas tava tavs taču tev tevi tie tiek tik
    tika tikai tikko tiklab tikpat tikām to tomēr topat tos tu tur turp turpretī tā tāda tādas tādi tāds tādu tādēļ tām
    tāpat tāpēc tās tūlīt un uz vai vairs vairāk vakar var varat varbūt varēja varētu vien vienmēr virs virspus vis visa
    visas visi visiem viss visu viņa viņai viņam viņas viņi viņiem viņu viņš vēl zem ārpus ļoti šai šajā šeit šie šis šo
    šodien šos šī šīm šīs
    """.split()
)
