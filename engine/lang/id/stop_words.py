"""Frequent words of Indonesian that carry little meaning of their own."""

from __future__ import annotations

STOP_WORDS: set[str] = set(
    """
    ada adalah adanya adapun agak agar akan akankah akhir akhirnya aku amat anda andai antar antara apa apabila apakah
    apalagi asal atas atau ataupun awal bagai bagaimana bagaimanakah bagi bagian bahkan bahwa baik banyak baru bawah
    beberapa begini begitu begitulah belakangan belum berada berapa berarti berbagai berikut berikutnya bermacam bersama
    besar betul biasa biasanya bila bilamana bisa boleh buat bukan bukankah bukanlah cara cukup cuma dahulu dalam dan
    dapat dari daripada datang dekat demi demikian dengan depan di dia diri dirinya dong dua dulu engkau entah guna hal
    hampir hanya hari harus haruslah hendak hingga ia ialah ikut ingin ini inilah itu itulah jadi jangan jarang jauh
    jelas jika jikalau juga jumlah justru kala kalau kalian kami kamu kapan karena karenanya kata kau ke kebanyakan
    kecil kemudian kenapa kepada kepadanya ketika khususnya kini kira kita kurang lagi lah lain lainnya lalu lama lanjut
    lebih lewat macam maka makin malah malahan mampu mana manakala masa masalah masih masing mau maupun melainkan
    melalui memang mempunyai menjadi menuju menurut mereka merupakan meski meskipun misal misalnya mulai mungkin naik
    namun nanti nya nyaris oleh olehnya orang pada padahal paling para pasti per perlu pernah pernyataan pihak pula pun
    punya rasa rata saat saja saling sama sambil sampai sana sangat satu saya seakan seandainya sebab sebabnya sebagai
    sebagaimana sebagian sebaik sebaiknya sebaliknya sebanyak sebelum sebelumnya sebenarnya sebetulnya sebuah secara
    secukupnya sedang sedangkan sedemikian sedikit segala segera sehingga sejak sejumlah sekali sekalian sekalipun
    sekarang sekitar selain selaku selalu selama selamanya selanjutnya seluruh seluruhnya semakin semasa sementara semua
    semuanya semula sendiri seolah seorang sepanjang seperti sepertinya serta serupa sesaat sesama sesuai sesuatu
    sesudah setelah setempat seterusnya setiap setidaknya sewaktu si siapa siapakah sini situ suatu sudah supaya tadi
    tahu tak tanpa tapi telah tengah tentang tentu tentulah tentunya terakhir terdapat terdiri terhadap terjadi terlalu
    termasuk ternyata tersebut tertentu terus tetap tetapi tiap tiba tidak tidakkah tidaklah tinggi toh turut ujar
    umumnya untuk usai wah wahai waktu walau walaupun yaitu yakni yang
    """.split()
)
