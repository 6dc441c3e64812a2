from engine.matcher.patterns import Node

class Machine:
    keys: list[int]
    def __init__(self, patterns: list[tuple[int, list[Node]]]) -> None: ...
