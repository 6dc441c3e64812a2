"""What the sections of a config may hold, as pydantic models.

They describe the resolved values: a block that names a registered function stands for what the function returns.
`engine.config.check` applies them to configs that are not resolved yet, and passes over such blocks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StrictStr

Number = Annotated[float, Field(strict=True)]  # an int will do; a bool or a text will not
Count = Annotated[int, Field(strict=True, ge=0)]
Positive = Annotated[int, Field(strict=True, ge=1)]
Rate = Annotated[float, Field(strict=True, ge=0.0, le=1.0)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class ConfigSchemaTraining(_Section):
    """[training]"""

    dev_corpus: StrictStr
    train_corpus: StrictStr
    batcher: Any
    dropout: Any  # a rate, or a schedule of rates
    patience: Count
    max_epochs: Annotated[int, Field(strict=True, ge=-1)]
    max_steps: Count
    eval_frequency: Positive
    seed: StrictInt | None
    gpu_allocator: StrictStr | None
    accumulate_gradient: Positive
    score_weights: dict[StrictStr, Number | None]
    optimizer: Any
    logger: Any
    frozen_components: list[StrictStr]
    annotating_components: list[StrictStr]
    before_to_disk: Callable[..., Any] | None
    before_update: Callable[..., Any] | None = None


class ConfigSchemaNlp(_Section):
    """[nlp]"""

    lang: StrictStr
    pipeline: list[StrictStr]
    disabled: list[StrictStr]
    tokenizer: Any
    vectors: Any = None
    before_creation: Callable[..., Any] | None
    after_creation: Callable[..., Any] | None
    after_pipeline_creation: Callable[..., Any] | None
    batch_size: Positive | None = 1000


class ConfigSchemaPretrainEmpty(BaseModel):
    """[pretraining] of a config that is not for pretraining."""

    model_config = ConfigDict(extra="forbid")


class ConfigSchemaPretrain(_Section):
    """[pretraining]"""

    max_epochs: Count
    dropout: Number
    n_save_every: Positive | None
    n_save_epoch: Positive | None = None
    optimizer: Any
    corpus: StrictStr
    batcher: Any
    component: StrictStr
    layer: StrictStr
    objective: Any


class ConfigSchemaInit(_Section):
    """[initialize]"""

    vocab_data: StrictStr | None
    lookups: Any
    vectors: StrictStr | None
    init_tok2vec: StrictStr | None
    tokenizer: dict[StrictStr, Any]
    components: dict[StrictStr, dict[StrictStr, Any]]
    before_init: Callable[..., Any] | None
    after_init: Callable[..., Any] | None


class ConfigSchema(BaseModel):
    """The whole config."""

    model_config = ConfigDict(extra="allow", arbitrary_types_allowed=True)

    training: ConfigSchemaTraining
    nlp: ConfigSchemaNlp
    pretraining: ConfigSchemaPretrain | ConfigSchemaPretrainEmpty = {}  # type: ignore[assignment]
    components: dict[str, dict[str, Any]]
    corpora: dict[str, Any]
    initialize: ConfigSchemaInit


CONFIG_SCHEMAS: dict[str, type[BaseModel]] = {
    "nlp": ConfigSchemaNlp,
    "training": ConfigSchemaTraining,
    "pretraining": ConfigSchemaPretrain,
    "initialize": ConfigSchemaInit,
}

__all__ = [
    "CONFIG_SCHEMAS",
    "BaseModel",
    "ConfigSchema",
    "ConfigSchemaInit",
    "ConfigSchemaNlp",
    "ConfigSchemaPretrain",
    "ConfigSchemaPretrainEmpty",
    "ConfigSchemaTraining",
    "StrictBool",
    "StrictFloat",
    "StrictInt",
    "StrictStr",
]
