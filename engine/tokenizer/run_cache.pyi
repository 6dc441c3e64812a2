class Pieces: ...

class RunCache:
    n: int
