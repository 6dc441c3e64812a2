"""Lemmatizers of single languages: `en.py` and so on, each with its class and its factory function."""
