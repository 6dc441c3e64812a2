"""Running a pipeline on texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

from cymem.cymem import Pool

from engine.config.nearest import did_you_mean
from engine.errors import EngineError, InputError
from engine.language.state import LanguageState
from engine.tokens.doc import Doc

Settings = Mapping[str, Mapping[str, Any]]
Watch = Callable[[Iterable[Doc]], Iterator[Doc]]


class NotInitializedError(InputError):
    """A component is asked for predictions and has no weights."""


def is_initialized(model: Any) -> bool:
    """Whether all dimensions and parameters of a model are set; True for what is no model."""
    from thinc.api import Model  # loaded by then if there is one

    if not isinstance(model, Model):
        return True
    for node in model.walk():
        if any(node.has_dim(name) is None for name in node.dim_names):
            return False
        if any(node.has_param(name) is None for name in node.param_names):
            return False
    return True


def explain(name: str, pipe: Any, error: Exception) -> Exception:
    """What to raise for an error in a component: a clearer one when the component was never initialized."""
    if not isinstance(error, EngineError) and not is_initialized(getattr(pipe, "model", None)):
        return NotInitializedError(
            "pipe.not_initialized",
            f"component '{name}' has no weights: its model was not initialized ({type(error).__name__}: {error})",
            "Call nlp.initialize(get_examples) before using or updating it, or load a trained pipeline.",
        )
    return error


def checked_doc(result: Any, name: str) -> Doc:
    """The result of a component, which has to be a Doc."""
    if not isinstance(result, Doc):
        raise InputError(
            "pipe.result",
            f"component '{name}' returned {type(result).__name__}, expected the Doc",
            "Add `return doc` to the component.",
        )
    return result


class RunningMixin(LanguageState):
    """The methods of Language that annotate texts."""

    def __call__(self, text: str | Doc, *, disable: Iterable[str] = (), component_cfg: Settings | None = None) -> Doc:
        """Annotate one text. disable: components to skip. component_cfg: name -> keyword arguments of its call."""
        doc = self._ensure_doc(text)
        settings = component_cfg or {}
        skip = set(disable)
        for name, pipe in self.pipeline:
            if name in skip:
                continue
            if not callable(pipe):
                raise InputError("pipe.cannot_call", f"component '{name}' is {pipe!r}, which is not callable")
            handler = getattr(pipe, "get_error_handler", lambda: self.default_error_handler)()
            try:
                result = pipe(doc, **settings.get(name, {}))
            except Exception as error:
                clearer = explain(name, pipe, error)
                if clearer is not error:
                    raise clearer from error
                handler(name, pipe, [doc], error)
                continue
            doc = checked_doc(result, name)
        return doc

    def make_doc(self, text: str) -> Doc:
        """Tokenize a text; no component runs. Raises InputError when it is longer than `max_length`."""
        if len(text) > self.max_length:
            raise InputError(
                "text.too_long",
                f"a text of {len(text)} characters, more than max_length {self.max_length}",
                "Parser and entity recognizer need about 1 GB per 100,000 characters of one text. Split it, or raise "
                "nlp.max_length.",
            )
        return self.tokenizer(text)

    def _ensure_doc(self, text: Any) -> Doc:
        """A Doc of a text, a Doc, or the bytes of a Doc."""
        if isinstance(text, Doc):
            return text
        if isinstance(text, str):
            return self.make_doc(text)
        if isinstance(text, bytes):
            return Doc(self.vocab).from_bytes(text)
        raise InputError(
            "text.type",
            f"got a {type(text).__name__} where a text was expected",
            "Pass a str, a Doc or the bytes of a Doc.",
        )

    def pipe(
        self,
        texts: Iterable[Any],
        *,
        as_tuples: bool = False,
        batch_size: int | None = None,
        disable: Iterable[str] = (),
        component_cfg: Settings | None = None,
        n_process: int = 1,
        n_threads: int = 1,
    ) -> Iterator[Any]:
        """Annotate a stream of texts in batches, in order.

        as_tuples: the stream holds (text, context), and (doc, context) comes out. batch_size: texts at once.
        disable: components to skip. component_cfg: name -> keyword arguments of its pipe. n_process: processes that
        share the work, -1 for one a core; the errors of a batch go to the error handler of the pipeline.
        n_threads: threads of this process that share the work, -1 for one a core; order, errors and every bit of the
        documents are as with one. Components and error handlers are called in those threads, several at a time: those
        that are not part of engine, and keep something between documents, have to guard it.

        >>> [len(doc) for doc in nlp.pipe(["One.", "Two words."], n_threads=2)]
        [2, 3]
        """
        size = batch_size or self.batch_size
        if isinstance(size, bool) or not isinstance(size, int) or size < 1:
            raise InputError("pipe.batch_size", f"batch_size={batch_size!r}", "Give a number of texts.")
        if n_threads != 1:
            from engine.language import threads  # rarely needed

            n_threads = threads.count_of(n_threads)
            if n_threads > 1 and n_process != 1:
                raise InputError(
                    "pipe.threads_and_processes",
                    f"n_threads={n_threads} and n_process={n_process}",
                    "Share the work among threads or among processes, not both.",
                )
            if n_threads > 1:
                return threads.run(self, texts, as_tuples, n_threads, size, set(disable), component_cfg or {})
        if n_process != 1:
            from engine.language import processes  # rarely needed

            n_process = processes.count_of(n_process)
            if n_process > 1:
                return processes.run(self, texts, as_tuples, n_process, size, set(disable), component_cfg or {})
        return self._pipe_stream(texts, as_tuples, size, set(disable), component_cfg or {})

    def _pipe_stream(
        self,
        texts: Iterable[Any],
        as_tuples: bool,
        batch_size: int,
        disable: set[str],
        component_cfg: Settings,
        watch: Watch | None = None,
    ) -> Iterator[Any]:
        """What `pipe` does in one thread. watch: wrapped around the stream of documents after each component."""
        docs: Iterator[Doc] = self._docs_with_context(texts) if as_tuples else self._docs(texts)
        for name, component in self.pipeline:
            if name not in disable:
                docs = self.run_pipe(docs, component, name, batch_size, component_cfg.get(name, {}))
                docs = docs if watch is None else watch(docs)
        if not as_tuples:
            yield from docs
            return
        for doc in docs:
            context = doc._context
            doc._context = None
            yield doc, context

    def _docs(self, texts: Iterable[Any]) -> Iterator[Doc]:
        for text in texts:
            try:
                doc = self._ensure_doc(text)
            except Exception as error:
                self.default_error_handler(None, None, [text], error)
                continue
            yield doc

    def _docs_with_context(self, items: Iterable[Any]) -> Iterator[Doc]:
        for item in items:
            if not isinstance(item, tuple) or len(item) != 2:
                raise InputError(
                    "pipe.tuples", f"as_tuples=True, and the stream holds {item!r:.80}", "Expected (text, context)."
                )
            for doc in self._docs((item[0],)):
                doc._context = item[1]
                yield doc

    def run_pipe(
        self, docs: Iterable[Doc], component: Any, name: str, batch_size: int, settings: Mapping[str, Any]
    ) -> Iterator[Doc]:
        """Run one component over a stream of documents."""
        if hasattr(component, "pipe"):
            options = {"batch_size": batch_size, **settings}
            stream = iter(component.pipe(docs, **options))
            while True:
                try:
                    doc = next(stream)
                except StopIteration:
                    return
                except Exception as error:
                    clearer = explain(name, component, error)
                    if clearer is not error:
                        raise clearer from error
                    raise
                yield checked_doc(doc, name)
            return
        for doc in docs:
            try:
                result = component(doc, **settings)
            except Exception as error:
                self.default_error_handler(name, component, [doc], error)
                continue
            if checked_doc(result, name) is not doc:
                result._context = doc._context
            yield result

    @contextmanager
    def memory_zone(self, mem: Pool | None = None) -> Iterator[Pool]:
        """A block at whose end the strings and word forms that it brought are freed: for services that run for long.

        Documents made inside it raise StaleError when they are used after its end. Zones may lie in each other. mem:
        owner of the memory, which the block yields; a new one by default. Components and tokenizers that have a method
        `memory_zone(mem)` are told.

        >>> with nlp.memory_zone():
        ...     for doc in nlp.pipe(texts):
        ...         store([(ent.text, ent.label_) for ent in doc.ents])
        """
        with ExitStack() as stack:
            pool = stack.enter_context(self.vocab.memory_zone(mem))
            for part in (self.tokenizer, *(pipe for _, pipe in self._components)):
                if hasattr(part, "memory_zone"):
                    stack.enter_context(part.memory_zone(pool))
            yield pool

    def set_error_handler(self, error_handler: Callable[..., Any]) -> None:
        """Set what is called with (component name, component, docs, error) when documents fail; the default raises."""
        self.default_error_handler = error_handler
        for _, pipe in self._components:
            if hasattr(pipe, "set_error_handler"):
                pipe.set_error_handler(error_handler)

    def unknown_names(self, names: Iterable[str], argument: str) -> None:
        """Raise InputError for names that no component has."""
        known = [name for name, _ in self._components]
        for name in names:
            if name not in known:
                raise InputError(
                    "pipe.unknown_name",
                    f"{argument} names '{name}', which the pipeline does not have",
                    did_you_mean(name, known) or f"It has: {', '.join(known) or 'no components'}.",
                )
