"""Ids of the attributes that name a column of a document; values as in engine.strings.symbols."""

cdef enum:
    IS_SPACE = 6
    ID = 64
    ORTH = 65
    LOWER = 66
    NORM = 67
    SHAPE = 68
    PREFIX = 69
    SUFFIX = 70
    LENGTH = 71
    CLUSTER = 72
    LEMMA = 73
    POS = 74
    TAG = 75
    DEP = 76
    ENT_IOB = 77
    ENT_TYPE = 78
    HEAD = 79
    SENT_START = 80
    SPACY = 81
    PROB = 82
    LANG = 83
    FIRST_POS = 84      # ADJ
    LAST_POS = 103      # SPACE
    ENT_KB_ID = 452
    MORPH = 453
    ENT_ID = 454
    IDX = 455
    NO_FEATURES = 456   # MORPH of a token that has no features
