"""`Model` for annotations and `isinstance`: thinc's class, which this module does not import.

Where nobody has imported thinc, nothing is a model of it. A pipeline can be loaded and run without thinc
(engine/ml/outline.py), whose import takes longer than the rest of that.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thinc.api import Model
else:

    class _IsThincModel(type):
        def __instancecheck__(cls, value: Any) -> bool:
            module = sys.modules.get("thinc.model")
            return module is not None and isinstance(value, module.Model)

    class Model(metaclass=_IsThincModel):
        """Stands for thinc.model.Model; cannot be made."""

        def __new__(cls, *args: Any, **kwargs: Any) -> Any:
            from thinc.model import Model as ThincModel

            return ThincModel(*args, **kwargs)

        def __class_getitem__(cls, parts: Any) -> Any:
            return cls


__all__ = ["Model"]
