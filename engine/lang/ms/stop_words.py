"""Frequent words of Malay that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    ada adakah adalah agak agar ah akan akhir akhirnya aku akulah amat anda andalah antara apa apabila apakah apalagi
    atas atau ataupun bagai bagaimana bagaimanapun bagi bagimu bahawa bahkan baik banyak baru bawah beberapa begini
    begitu beliau belum berada berapa berbagai berikut berkenaan berlaku bermula bersama besar betapa biar biarpun bila
    bilakah bilamana boleh bukan bukankah bukanlah cukup cuma dahulu dalam dan dapat dari daripada dekat demi demikian
    dengan depan di dia dialah dilakukan diri dirinya engkau hampir hanya hari harus hendak hendaklah hingga ia iaitu
    ialah ingin ini inilah itu itulah jadi jangan janganlah jika jikalau jua juga justeru kadang kala kalau kali kami
    kamu kan kata ke kecil kecuali kemudian kenapa kepada kepadanya kerana kerap ketika kini kita kurang lagi lah lain
    lalu lama lamanya lebih mahu maka makin malah mana manakala masa masih masing melainkan melalui memang mempunyai
    mengapa menjadi menurut mereka merekalah merupakan meskipun mesti mu mula mungkin namun nanti nya oleh orang pada
    padahal padanya paling para pasti patut per perlu pernah pula pun punya saat sahaja saja saling sama sambil sampai
    sangat satu saya sayalah se sebab sebagai sebagaimana sebahagian sebaliknya sebelum sebenarnya sebuah secara sedang
    sedangkan sedikit segala sehingga sejak sekali sekalipun sekarang selain selalu selama selepas seluruh semakin
    semasa semua semula senantiasa sendiri seolah seorang seperti sering serta sesiapa sesuatu sesudah setelah setiap
    siapa siapakah sini situ suatu sudah supaya tadi tak tanpa tapi telah tengah tentang tentu terhadap terlalu termasuk
    tersebut tertentu terus tetap tetapi tiada tiap tidak tidaklah turut untuk untukmu wahai waktu walau walaupun ya
    yang
    """.split()
)
