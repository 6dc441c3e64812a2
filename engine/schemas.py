"""Schemas of a config's sections."""

from __future__ import annotations

from .config.schemas import (
    CONFIG_SCHEMAS,
    ConfigSchema,
    ConfigSchemaInit,
    ConfigSchemaNlp,
    ConfigSchemaPretrain,
    ConfigSchemaPretrainEmpty,
    ConfigSchemaTraining,
)

__all__ = [
    "CONFIG_SCHEMAS",
    "ConfigSchema",
    "ConfigSchemaInit",
    "ConfigSchemaNlp",
    "ConfigSchemaPretrain",
    "ConfigSchemaPretrainEmpty",
    "ConfigSchemaTraining",
]
