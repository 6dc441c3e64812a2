"""Frequent words of Albanian that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    a afër ai ajo andej apo aq as asaj asgjë ashtu askush asnjë asnjëherë ata atij atje ato aty atyre atë be brenda ca
    cila cilat cili cilin cilit cilën cilët deri dhe diku dikush dikë disa diçka do drejt duke dy e edhe ende fare gati
    gjatë gjithmonë gjithnjë gjithçka gjithë i ia im ime imja isha ishim ishin ishte iu ja jam janë jashtë je jemi jeni
    jo jote ju juaj juve ka kam kanë ke kemi keni keq kishin kishte kjo krejt ku kudo kundër kur kurrë kush ky këndej
    kësaj kështu këta këtij këto këtu këtë le m ma mbi me megjithatë megjithëse menjëherë mes midis mirë mos mua mund më
    na ndaj ndonjë ndonëse ndërsa ne nga një njëra njëri nuk në nën nëpër nëse pa para pas pasi po por poshtë pothuaj
    pra prej pse për përpara përsëri përveç qenka qenë qoftë që rrallë rreth s sa saj se secili sepse shpesh shumë si
    sidomos sikur sipas siç sot së tani te tej tek ti tij tija tim time tjera tjerë tjetër tonat tonë tu tyre të u unë
    vet veten vetë vetëm yne ynë yt çdo çfarë çka është
    """.split()
)
