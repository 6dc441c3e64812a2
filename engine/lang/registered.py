"""Names of this room in the registry."""

REGISTERED: dict[str, dict[str, str]] = {
    "tokenizers": {
        "spacy.ja.JapaneseTokenizer": "engine.lang.ja.tokenizer:create_tokenizer",
        "spacy.ko.KoreanTokenizer": "engine.lang.ko.tokenizer:create_tokenizer",
        "spacy.th.ThaiTokenizer": "engine.lang.th.tokenizer:create_thai_tokenizer",
        "spacy.vi.VietnameseTokenizer": "engine.lang.vi.tokenizer:create_vietnamese_tokenizer",
        "spacy.zh.ChineseTokenizer": "engine.lang.zh.tokenizer:create_chinese_tokenizer",
    },
}
