"""Names under which this room's functions can be used in configs. Plain data: a name is imported when looked up."""

REGISTERED: dict[str, dict[str, str]] = {
    "architectures": {
        "spacy.CharacterEmbed.v2": "engine.ml.tok2vec:build_character_embed_v2",
        "spacy.HashEmbedCNN.v2": "engine.ml.tok2vec:build_hash_embed_cnn",
        "spacy.MaxoutWindowEncoder.v2": "engine.ml.tok2vec:build_maxout_window_encoder_v2",
        "spacy.MishWindowEncoder.v2": "engine.ml.tok2vec:build_mish_window_encoder_v2",
        "spacy.MultiHashEmbed.v2": "engine.ml.tok2vec:build_multi_hash_embed_v2",
        "spacy.Tagger.v2": "engine.ml.tagger:build_tagger_model_v2",
        "spacy.Tok2Vec.v2": "engine.ml.tok2vec:build_tok2vec_v2",
        "spacy.Tok2VecListener.v1": "engine.ml.tok2vec_listener:build_tok2vec_listener",
        "spacy.TransitionBasedParser.v2": "engine.ml.parser_model:build_transition_based_parser_v2",
        "spacy-legacy.CharacterEmbed.v1": "engine.ml.tok2vec:build_character_embed_v1",
        "spacy-legacy.HashEmbedCNN.v1": "engine.ml.tok2vec:build_hash_embed_cnn",
        "spacy-legacy.MaxoutWindowEncoder.v1": "engine.ml.tok2vec:build_maxout_window_encoder_v1",
        "spacy-legacy.MishWindowEncoder.v1": "engine.ml.tok2vec:build_mish_window_encoder_v1",
        "spacy-legacy.MultiHashEmbed.v1": "engine.ml.tok2vec:build_multi_hash_embed_v1",
        "spacy-legacy.Tagger.v1": "engine.ml.tagger:build_tagger_model_v1",
        "spacy-legacy.Tok2Vec.v1": "engine.ml.tok2vec:build_tok2vec_v1",
        "spacy-legacy.TransitionBasedParser.v1": "engine.ml.parser_model:build_transition_based_parser_v1",
    },
    "layers": {
        "spacy.CharEmbed.v1": "engine.ml.charembed:build_char_embed",
        "spacy.FeatureExtractor.v1": "engine.ml.extract_features:build_feature_extractor",
        "spacy.PrecomputableAffine.v1": "engine.ml.precomputable_affine:build_precomputable_affine",
        "spacy.StaticVectors.v2": "engine.ml.static_vectors:build_static_vectors_v2",
        "spacy.TransitionModel.v1": "engine.ml.parser_model:build_transition_model",
        "spacy-legacy.StaticVectors.v1": "engine.ml.static_vectors:build_static_vectors_v1",
    },
    "optimizers": {"Adam.v1": "engine.ml.optimizer:make_adam"},
}
