"""blank(code): the pipeline of a language, or a skipped test where a package that it needs is not installed."""

from __future__ import annotations

import pytest

import engine
from engine.lang.package_tokenizer import MissingPackageError


@pytest.fixture(scope="session")
def blank():
    def make(code: str, **settings):
        try:
            return engine.blank(code, **settings)
        except MissingPackageError as error:
            pytest.skip(error.detail)

    return make
