"""Frequent words of Croatian that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    # pronouns, with their cases
    """
    ja mene me meni mi mnom ti tebe te tebi tobom on njega ga njemu mu njim njime ona nje je njoj joj nju ju njom ono
    nas nam nama vi vas vam vama oni one njih ih njima im se sebe sebi si sobom
    moj moja moje mog moga mojeg mojem moju mojim moji tvoj tvoja tvoje tvog svoj svoja svoje svog svoga svojeg svojem svoju
    svojim svojih svoji njegov njegova njegovo njegove njezin njezina njezino njen njena naš naša naše našeg našem našu našim
    vaš vaša vaše vašeg njihov njihova njihovo njihove
    ovaj ova ovo ovog ovoga ove ovom ovome ovu ovi ovih ovim ovima taj ta to tog toga tom tome tu tih tim onaj onog onoga
    onom onome onu onih takav takva takvo takve takvi takvih ovakav isti ista isto istog sam sama samo sami
    tko koga kome kim što čega čemu čim čime koji koja koje kojeg kojega kojem kojemu kojom koju kojih kojim kojima
    kakav kakva kakvo čiji čija čije netko nekog nekome nešto nečega neki neka neko nekog nekoga nekim nekih nitko nikoga
    nikome ništa ničega nijedan nikakav svatko svaki svaka svako svakog svakoga svakom svaku svakim
    sav sva sve svi svih svega svemu svim svima drugi druga drugo drugog drugoga drugom drugih drugim
    """
    # prepositions
    """
    bez blizu do duž ispod ispred iz iza iznad između izvan k ka kod kroz kraj mimo među na nad nadomak nakon nasuprot niz o
    od oko osim po pod pokraj pored poslije prema preko pri prije protiv radi s sa sred tijekom u umjesto unatoč unutar
    uoči uslijed usred uz van za zbog
    """
    # conjunctions
    """
    a ako ali bilo da dok iako ili jer kad kada kako kao li nego no ni niti pa premda te ukoliko već zato što čim budući
    stoga dakle međutim odnosno
    """
    # adverbs and particles
    """
    ne da još već također tek barem bar čak evo eto eno gdje ovdje tu tamo ondje kuda kamo odakle odavde sada sad tada onda
    uvijek nikad nikada ponekad često opet zatim potom zašto zaista više manje mnogo malo vrlo jako dosta previše koliko
    toliko gotovo skoro možda upravo baš ipak inače nekoliko danas jučer sutra jedino neka pak valjda
    """
    # biti, htjeti, imati, and verbs like them
    """
    biti sam si je smo ste su jesam jesi jest jesmo jeste jesu nisam nisi nije nismo niste nisu bio bila bilo bili bile budem
    budeš bude budemo budete budu bih bi bismo biste bijah bijaše
    ću ćeš će ćemo ćete neću nećeš neće nećemo htio hoće hoću imati imam imaš ima imamo imate imaju imao imala nema
    moći mogu možeš može možemo možete mogao mogla mogli mora moram moraju treba trebaju
    """.split()
)
