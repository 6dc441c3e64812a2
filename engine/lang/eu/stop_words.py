"""Frequent words of Basque that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    al ala alabaina alde aldean aldera aldi amaitu anitz apenas arabera arte artean asko askoren aurka aurkako aurrean
    aurretik azken azkenik bai baina baino bait baita baitago baitira baitu baizik baldin barik barne baserri bat bata
    batean batek baten batera batere batez batzuei batzuek batzuetan batzuk bazen bera beraiek berak beraz bere berean
    berek bereziki berriro berriz bertan beste besteak besteek besteren bezain bezala bidez bila bitartean biz da dago
    dagoen daiteke daitezke dauka dela delako den dena denak denek denetan dezake dezakete dio diote dira diren dit ditu
    dituen dituzte du duela duen dugu dut dute dutela duten edo edozein egin egiten egon egun egunean ek eman erabat ere
    esan eta eurak ez eze ezen ezer ezin ezta gabe gain gainera gaur gehiago gehien gero geroago gertatu geu gu gure
    gutxi gutxienez guzti guztiak guztiei guztien guztietan guztiz hainbat hainbeste hala halako halere han handik hango
    hara hari hark hartan hartu hau hauei hauek hauen hauetan hemen hemendik hemengo hi hona honek honela honen honetan
    honi hor hori horiei horiek horien horietan horko horra horrek horrela horren horretan horri hortik hura ia ikusi
    inoiz inor inork iritsi izan izango izaten jada jakin joan ka lehen lehenengo lortu mesedez nahi nahikoa nahiz naiz
    naute ni nik nire noiz nola nolako non nondik nongo nor nora noren nork ondoren orain oraindik oso ostean ote pean
    pixka soilik ta tan ten tu txiki une unean urte ustez zaio zaion zait zaizkio zein zeinen zela zelako zen zena
    zenbait zenbat zer zerbait zergatik zertan zeuden zioen zion ziren zituen zituzten zu zuek zuen zuten
    """.split()
)
