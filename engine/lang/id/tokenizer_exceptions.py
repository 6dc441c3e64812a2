"""Special cases of Indonesian: abbreviations, titles and degrees, doubled words with a change of sound."""

from __future__ import annotations

from engine.lang.tokenizer_exceptions import BASE_EXCEPTIONS, NORM, ORTH, Exceptions, single, update_exceptions

_WHOLE = """
    Dr. dr. drg. drh. Drs. Dra. Ir. H. Hj. K.H. Prof. M.A. M.Sc. M.Si. M.Kom. M.Pd. M.Hum. M.T. M.H. M.M. M.B.A. S.E.
    S.H. S.Kom. S.Pd. S.Psi. S.Sos. S.T. S.Si. S.Ag. S.IP. S.S. S.Ked. Ph.D. Kol. Letkol. Brigjen. Jend. PT. CV. UD.
    Tbk. U.S. A.S. R.I. St. Mr. Mrs. vs. bolak-balik sayur-mayur warna-warni gerak-gerik lauk-pauk serba-serbi
    mondar-mandir kocar-kacir teka-teki corat-coret lika-liku desas-desus hiruk-pikuk ramah-tamah porak-poranda
    simpang-siur tunggang-langgang compang-camping huru-hara seluk-beluk carut-marut hingar-bingar kalang-kabut
    morat-marit ingar-bingar centang-perenang cerai-berai caci-maki utak-atik ubah-ubah kelap-kelip gegap-gempita
    gotong-royong sepak-terjang pontang-panting tindak-tanduk basa-basi
""".split()
_NORMS = {
    "a.n.": "atas nama", "d.a.": "dengan alamat", "u.b.": "untuk beliau", "u.p.": "untuk perhatian",
    "dll.": "dan lain-lain", "dkk.": "dan kawan-kawan", "dsb.": "dan sebagainya", "dst.": "dan seterusnya",
    "tsb.": "tersebut", "yth.": "yang terhormat", "Yth.": "yang terhormat", "hlm.": "halaman", "tgl.": "tanggal",
    "Tgl.": "tanggal", "pkl.": "pukul", "Pkl.": "pukul", "no.": "nomor", "No.": "nomor", "Jl.": "jalan",
    "Jln.": "jalan", "Gg.": "gang", "Kab.": "kabupaten", "Kec.": "kecamatan", "Kel.": "kelurahan", "Prov.": "provinsi",
    "tel.": "telepon", "Telp.": "telepon", "telp.": "telepon", "Sdr.": "saudara", "sdr.": "saudara", "Sdri.": "saudari",
    "Bpk.": "bapak", "Ny.": "nyonya", "Tn.": "tuan", "Nn.": "nona", "Alm.": "almarhum", "alm.": "almarhum",
    "ttd.": "tertanda", "cth.": "contoh", "mis.": "misalnya", "lih.": "lihat", "vol.": "volume", "ed.": "edisi",
    "Jan.": "Januari", "Feb.": "Februari", "Mar.": "Maret", "Apr.": "April", "Jun.": "Juni", "Jul.": "Juli",
    "Agu.": "Agustus", "Agt.": "Agustus", "Sep.": "September", "Sept.": "September", "Okt.": "Oktober",
    "Nov.": "November", "Des.": "Desember", "a/n": "atas nama", "d/a": "dengan alamat", "u/p": "untuk perhatian",
    "s/d": "sampai dengan",
}  # fmt: skip

TOKENIZER_EXCEPTIONS: Exceptions = update_exceptions(
    BASE_EXCEPTIONS,
    single(_WHOLE),
    {text: [{ORTH: text, NORM: norm}] for text, norm in _NORMS.items()},
)
