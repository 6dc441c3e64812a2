"""Names of this room in the registry."""

REGISTERED: dict[str, dict[str, str]] = {
    "readers": {
        "spacy.Corpus.v1": "engine.training.corpus:create_docbin_reader",
        "spacy.JsonlCorpus.v1": "engine.training.corpus:create_jsonl_reader",
        "spacy.PlainTextCorpus.v1": "engine.training.corpus:create_plain_text_reader",
        "spacy.read_labels.v1": "engine.training.corpus:read_labels",
        "srsly.read_json.v1": "srsly:read_json",
        "srsly.read_jsonl.v1": "srsly:read_jsonl",
        "srsly.read_yaml.v1": "srsly:read_yaml",
        "srsly.read_msgpack.v1": "srsly:read_msgpack",
    },
    "augmenters": {
        "spacy.lower_case.v1": "engine.training.augment:create_lower_casing_augmenter",
        "spacy.orth_variants.v1": "engine.training.augment:create_orth_variants_augmenter",
        "spacy.combined_augmenter.v1": "engine.training.augment:create_combined_augmenter",
    },
    "batchers": {
        "spacy.batch_by_words.v1": "engine.training.batchers:configure_minibatch_by_words",
        "spacy.batch_by_sequence.v1": "engine.training.batchers:configure_minibatch",
        "spacy.batch_by_padded.v1": "engine.training.batchers:configure_minibatch_by_padded_size",
    },
    "loggers": {
        "spacy.ConsoleLogger.v1": "engine.training.loggers:console_logger",
        "spacy.ConsoleLogger.v2": "engine.training.loggers:console_logger_v2",
        "spacy.ConsoleLogger.v3": "engine.training.loggers:console_logger_v3",
        "spacy.ChainLogger.v1": "engine.training.loggers:chain_logger",
        "spacy.LookupLogger.v1": "engine.training.loggers:lookup_logger",
        "spacy.WandbLogger.v3": "engine.training.loggers.wandb:wandb_logger_v3",
        "spacy.WandbLogger.v4": "engine.training.loggers.wandb:wandb_logger_v4",
        "spacy.WandbLogger.v5": "engine.training.loggers.wandb:wandb_logger_v5",
        "spacy.MLflowLogger.v1": "engine.training.loggers.mlflow:mlflow_logger_v1",
        "spacy.MLflowLogger.v2": "engine.training.loggers.mlflow:mlflow_logger_v2",
        "engine.TensorBoardLogger.v1": "engine.training.loggers.tensorboard:tensorboard_logger",
        "engine.JsonlLogger.v1": "engine.training.loggers:jsonl_logger",
        "engine.StepLogger.v1": "engine.training.loggers:step_logger",
    },
}
