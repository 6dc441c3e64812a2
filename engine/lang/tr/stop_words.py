"""Frequent words of Turkish that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    # pronouns, with their cases
    """
    ben bana beni bende benden benim benimle sen sana seni sende senden senin seninle o ona onu onda ondan onun onunla
    biz bize bizi bizde bizden bizim bizimle siz size sizi sizde sizden sizin sizinle onlar onlara onları onlarda onlardan
    onların kendi kendisi kendine kendini kendileri
    bu buna bunu bunda bundan bunun bunlar bunlara bunları bunlardan bunların şu şuna şunu şunda şundan şunun şunlar şunları
    böyle böylesi şöyle öyle
    kim kime kimi kimin kimse kimseye kimler ne neyi neye neden nedenle nesi nere nereye nereden nerede hangi hangisi kaç
    biri birisi bazı bazıları birçok birçoğu birkaç birkaçı başka başkası her herkes herkese herkesin herhangi hep hepsi
    hepsine hiç hiçbir hiçbiri tüm tümü bütün çok çoğu çoğunu az azı öbür öteki diğer diğeri diğerleri şey şeyi şeyler aynı
    """
    # postpositions
    """
    için ile gibi kadar göre karşı rağmen beri dolayı dolayısıyla ötürü önce sonra doğru dek değin üzere boyunca itibaren
    itibarıyla hakkında tarafından üzerinde üzerine üzerinden arasında içinde içine içinden altında yanında yüzünden
    sayesinde ait dair ilişkin yönelik
    """
    # conjunctions
    """
    ve veya veyahut ya da yahut ama ancak fakat lakin oysa oysaki çünkü zira eğer şayet ki hem mi mı mu mü ise de ne yoksa
    halbuki madem mademki üstelik yani
    """
    # adverbs and particles
    """
    bir daha en pek değil evet hayır artık henüz hâlâ hala şimdi sonra önce bugün dün yarın burada buraya buradan orada oraya
    oradan şurada nasıl niye niçin nerdeyse neredeyse belki bile bilhassa böylece böylelikle bazen asla defa kez dahi
    diye elbette gayet gerçekten gene yine hemen henüz hatta ilk işte keşke oldukça sadece yalnız yalnızca sanki sürekli
    zaten tabii tam tamam fazla
    """
    # olmak, etmek, and verbs like them
    """
    var vardı yok yoktu idi imiş iken olan olarak olduğu olduğunu olduğundan oldu oluyor olur olursa olsa olsun olup olmak
    olması olmadı olmaz olmayan olmuş olacak olabilir eden eder ederek ediyor edilen edilir edip etti ettiği etmek etmesi
    etmiş edecek yapan yapılan yaptı yaptığı yapmak gereken gerek gerekir dedi diyor demek
    """.split()
)
