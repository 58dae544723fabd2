"""Words by jieba's dictionary, cut by rjieba, as a spaCy tokenizer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import rjieba
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab


class JiebaTokenizer:
    """Cuts a text into jieba's words; blanks become tokens of their own.

    >>> import spacy
    >>> nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.jieba.v1"}}})
    >>> [token.text for token in nlp("新增学位3.1万个")]
    ['新增', '学位', '3.1', '万个']
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return a Doc of the words of ``text``."""
        words = rjieba.cut(text, True)
        return Doc(self.vocab, words=words, spaces=[False] * len(words))

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing: the tokenizer has no state to keep."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> JiebaTokenizer:
        """Return the tokenizer itself."""
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: the tokenizer has no state to keep."""

    def from_disk(self, _path: Any, **_: Any) -> JiebaTokenizer:
        """Return the tokenizer itself."""
        return self


@registry.tokenizers("kg.jieba.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], JiebaTokenizer]:
    """Return what spaCy calls with a Language to make its tokenizer."""
    return lambda nlp: JiebaTokenizer(nlp.vocab)
