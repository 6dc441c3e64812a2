"""Benchmarks: engine beside the peer (spaCy), in one run. `python -m bench --help`."""
