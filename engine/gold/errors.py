"""Error classes of this room that are also TypeErrors, for arguments of a wrong type."""

from engine.errors import InputError


class InputTypeError(InputError, TypeError):
    """An argument of a Python call has a type that cannot be used."""


class MisalignedEntities(UserWarning):
    """Entities whose offsets fit no tokens; their tokens count as unannotated."""
