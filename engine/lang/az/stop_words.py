"""Frequent words of Azerbaijani that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    altında amma ancaq arasında artıq axı az barədə başqa belə bilmək bilər bir biri birisi biz bizdə bizdən bizi bizim
    bizə bu buna bunda bundan bunlar bunlara bunları bunların bunu bunun bura burada bütün bəli bəlkə bəri bəzi bəziləri
    bəzən da daha deyil doğru dünən də dərhal edib edir edən edərək elə etdi etmək gec guya görə gərək habelə hamı
    hamısı hansı haqqında hara harada haradan heç heçnə hələ həm həmin həmişə həmçinin hər hətta idi ilə imiş indi isə
    içində ki kim kimdə kimdən kimi kimin kimə lakin lap lazım məhz mən məndə məndən məni mənim mənə necə neçə niyə nə
    nədən nəinki nəyi nəyə o ola olacaq olan olaraq oldu olmaq olub olur ona onda ondan onlar onlara onlarda onlardan
    onları onların onu onun ora orada qabaq qarşı qədər rəğmən sabah sanki siz sizdə sizdən sizi sizin sizə sonra sən
    səndə səndən səni sənin sənə tez təkcə təkrar tərəfindən var və xeyr ya yalnız yanında yaxud yenə yox çox çünki öz
    özləri özü özündə özündən özünü özünə üstündə üzrə üzərində üçün əgər ən əsasən əvvəl
    """.split()
)
