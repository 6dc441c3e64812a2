"""What the sections of a config may hold, as pydantic models.

They describe the resolved values: a block that names a registered function stands for what the function returns.
`engine.config.check` applies them to configs that are not resolved yet, and passes over such blocks.

Lists and dicts are written as `typing.List` and `typing.Dict`: Python 3.10 takes `list[str]` for a class, on which
confection's walk over the fields fails.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Dict, List  # noqa: UP035

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StrictStr
from pydantic_core import PydanticCustomError

Number = Annotated[float, Field(strict=True)]  # an int will do; a bool or a text will not
Count = Annotated[int, Field(strict=True, ge=0)]
Positive = Annotated[int, Field(strict=True, ge=1)]
Rate = Annotated[float, Field(strict=True, ge=0.0, le=1.0)]


def _check_made(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool, int, float, list)):
        raise PydanticCustomError("not_made", "Input should be a block that names a registered function")
    return value


def _check_rates(value: Any) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        fits = 0.0 <= value <= 1.0
    else:  # an empty list stands for a generator that a function returned: checking must not draw from it
        fits = value is not None and not isinstance(value, (str, bool)) and (not isinstance(value, list) or not value)
    if not fits:
        raise PydanticCustomError("no_rate", "Input should be a number from 0 to 1, or a block that names a schedule")
    return value


Made = Annotated[Any, BeforeValidator(_check_made)]  # what only a function can make
Rates = Annotated[Any, BeforeValidator(_check_rates)]  # a rate, or a schedule of rates


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class ConfigSchemaTraining(_Section):
    """[training]"""

    dev_corpus: StrictStr
    train_corpus: StrictStr
    batcher: Made
    dropout: Rates
    patience: Count
    max_epochs: Annotated[int, Field(strict=True, ge=-1)]
    max_steps: Count
    eval_frequency: Positive
    seed: StrictInt | None
    gpu_allocator: StrictStr | None
    accumulate_gradient: Positive
    score_weights: Dict[StrictStr, Number | None]  # noqa: UP006
    optimizer: Made
    logger: Made
    frozen_components: List[StrictStr]  # noqa: UP006
    annotating_components: List[StrictStr]  # noqa: UP006
    before_to_disk: Callable[..., Any] | None
    before_update: Callable[..., Any] | None = None
    checkpoint_frequency: Positive | None = None  # steps; None: at evaluations (training.checkpoint.Cadence)


class ConfigSchemaNlp(_Section):
    """[nlp]"""

    lang: StrictStr
    pipeline: List[StrictStr]  # noqa: UP006
    disabled: List[StrictStr]  # noqa: UP006
    tokenizer: Made
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
    tokenizer: Dict[StrictStr, Any]  # noqa: UP006
    components: Dict[StrictStr, Dict[StrictStr, Any]]  # noqa: UP006
    before_init: Callable[..., Any] | None
    after_init: Callable[..., Any] | None


class ConfigSchema(BaseModel):
    """The whole config."""

    model_config = ConfigDict(extra="allow", arbitrary_types_allowed=True)

    training: ConfigSchemaTraining
    nlp: ConfigSchemaNlp
    pretraining: ConfigSchemaPretrain | ConfigSchemaPretrainEmpty = {}  # type: ignore[assignment]
    components: Dict[str, Dict[str, Any]]  # noqa: UP006
    corpora: Dict[str, Any]  # noqa: UP006
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
