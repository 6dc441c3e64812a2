"""Frequent words of Finnish that carry little meaning of their own. Pronouns are listed with their cases."""

from __future__ import annotations

from engine.lang.numbers import inflected

# Stems of pronouns and the endings of their cases.
_PERSONAL = inflected(("minu", "sinu"), "n lla lta lle ssa sta un t a".split()) | inflected(
    ("häne", "meidä", "teidä", "heidä"), "n t".split()
)
_PLURAL = inflected(("me", "te", "he"), "itä ihin issä istä illä iltä ille".split())
STOP_WORDS: set[str] = (
    set(
        # pronouns
        """
        minä sinä hän me te he minuun sinuun häntä hänellä häneltä hänelle hänessä hänestä häneen
        se ne tämä nämä tuo nuo joka jotka mikä mitkä kuka ketkä kumpi joku jotkut jokin eräs eräät itse muu muut toinen
        toiset kukaan mikään molemmat kaikki jokainen moni monet monta usea useat harva sama samat sellainen tällainen
        tuollainen millainen mones oma omat
        sen siinä siitä siihen sillä siltä sille sitä siksi niiden niitä niissä niistä niihin niillä niiltä niille
        tämän tässä tästä tähän tällä tältä tälle tätä täksi näiden näitä näissä näistä näihin näillä näiltä näille
        tuon tuossa tuosta tuohon tuolla tuolta tuolle tuota noiden noita noissa noista noihin noilla noilta noille
        jonka jossa josta johon jolla jolta jolle jota joiden joita joissa joista joihin joilla joilta joille
        minkä missä mistä mihin millä miltä mille mitä kenen ketä keneen kenellä keneltä kenelle kenessä kenestä
        jotain jonkun johonkin jossain jostain kaiken kaikkea kaikissa kaikista kaikille kaikkien muun muita muiden muissa
        muille muista itsensä itseään toisen toista toiseen toisessa toisesta
        """
        # conjunctions and particles
        """
        ja sekä eli tai taikka vai mutta vaan sillä koska kun jos vaikka että jotta kuin kunnes ellei joten jolloin paitsi
        myös vain ei en et emme ette eivät älä älkää eikä enkä etkä niin näin noin siis kai ehkä kyllä no ihan aivan
        melko varsin hyvin oikein liian vielä jo taas aina usein joskus harvoin koskaan nyt sitten silloin tällöin milloin
        heti kohta pian ennen jälkeen eilen tänään huomenna täällä täältä tänne siellä sieltä sinne tuonne
        miksi miten kuinka missään mihinkään jopa juuri edes ainakin ainoastaan lähes noin enää erittäin esimerkiksi
        kuitenkin kuitenkaan toisaalta lisäksi muuten tosin paljon vähän enemmän vähemmän eniten yhä ylös alas
        """
        # adpositions
        """
        kanssa ilman kohti lähellä lähelle takana taakse takaa edessä eteen alla alle alta päällä päälle yli ali läpi
        kautta mukaan mukana vastaan vasten varten takia vuoksi aikana välillä kesken keskellä ympäri sisällä sisälle ulkona
        ulos luona luo luokse luota asti saakka alkaen myötä suhteen sijaan puolesta
        """
        # olla, and auxiliary verbs
        """
        olla olen olet on olemme olette ovat olin olit oli olimme olitte olivat ollut olleet ole oltu olisi olisin olisit
        olisimme olisivat lienee olevan oleva ollaan oltiin
        voi voin voit voimme voivat voisi voisivat voida voinut pitää piti pitäisi täytyy täytyi tulee tuli tulevat tulisi
        saa saan saavat sai saisi aikoo
        """.split()
    )
    | _PERSONAL
    | _PLURAL
)
