"""Docstrings and stubs are read as they are written: arguments, results, errors, calls with several forms."""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))

from build_tools import api_docs, api_members  # noqa: E402
from build_tools.api_members import Member, Parameter  # noqa: E402

DOC = """Do a thing. mode: how to do it. It takes a while; see below.

doc (Doc): the document,
    which is long. size, width (int): numbers. other
is no argument here.
Returns the thing. Raises InputError when it cannot be done.

More about it.
"""
CODE = """
from typing import overload
class Box:
    @overload
    def get(self, key: int) -> str: ...
    @overload
    def get(self, key: str, default: float = ...) -> float: ...
    def other(self, a, /, b: int = 3, *rest: str, flag: bool = False, **more: int) -> None: ...
"""


def explained(names, doc):
    return api_members._explained(Member("do", [Parameter(name) for name in names]), "", doc)


def test_docstrings():
    member = explained(["doc", "size", "width", "mode", "**nothing_said"], DOC)
    meanings = {parameter.name: (parameter.type, parameter.meaning) for parameter in member.params}
    assert meanings["doc"] == ("Doc", "the document, which is long.")
    assert meanings["size"] == meanings["width"] == ("int", "numbers. other is no argument here.")
    assert meanings["mode"] == ("", "how to do it.")
    assert meanings["**nothing_said"] == ("", "")
    assert member.summary == "Do a thing. It takes a while; see below. More about it."
    assert explained([], "A. Returns b. Raises C when d.").raised == "Raises C when d."


def test_calls():
    other = ast.parse(CODE).body[1].body[2]
    member = Member("other", api_members._parameters(other)[1:])
    assert api_members.signature(member, "Box.other") == "Box.other(a, b=3, *rest, flag=False, **more)"
    member = Member("f", [Parameter("a"), Parameter("b", "1", keyword_only=True)])
    assert api_members.signature(member, "f") == "f(a, *, b=1)"
    params, returns = api_members._joined(ast.parse(CODE).body[1].body[:2])
    assert [(p.name, p.type) for p in params] == [("self", ""), ("key", "int | str"), ("default", "float")]
    assert returns == "str | float"


def test_cells():
    assert api_docs.escape("a_b | *c* <d> `e|f_g`") == "`a_b` \\| \\*c\\* \\<d> `e\\|f_g`"
    assert api_docs.capital("float32 (n,)") == "float32 (n,)" and api_docs.capital("the text") == "The text"
