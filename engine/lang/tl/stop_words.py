"""Frequent words of Tagalog that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    akin aking ako ako'y alin amin aming ang ano anong at atin ating ay ayon ba bago bakit bawat bilang bukod dahil dapat daw
    din dito diyan doon gaano ganito ganoon ganyan gaya gayunman habang hanggang hindi hinggil ho huwag iba ibang ikaw
    ilan ilang inyo inyong ito itong iyan iyang iyo iyon iyong ka kahit kailan kami kanila kanilang kanino kaniya
    kaniyang kanya kanyang kapag kasama kasi kaunti kay kaya kayo kaysa kina ko kong kundi kung laging lahat lalo lamang
    lang maaari maaaring mag maging man marami maraming mas may mayroon mayroong mga minsan mismo mo mong mula muli muna
    na naging naman namin nandito nandoon nang nasa natin nating ng nga ngayon ngunit ni nila nilang nina nino ninyo
    nito niya niyan niyang niyon noon o pa paano pagkatapos pala para parang pati patungo pero po puwede pwede raw rin
    sa saan saka samantala sapagkat sarili sariling siguro sila silang sina sino sinong siya siyang subalit ta tayo
    tayong tila tulad tungkol upang wala walang yaon yung
    """.split()
)
