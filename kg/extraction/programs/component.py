"""Programs that a plan names: those of the vocabulary, and names that its grammar gives away.

A label is found whatever its quotation marks. A new name is a quotation that stands where
programs stand (“三红”工程, 打造“墨香校园”), or words whose last one makes a name of them
(教师健康关爱行动).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.extraction import document
from kg.extraction.citations import titles
from kg.extraction.course.status import Said, Told, status
from kg.extraction.document import Sentence
from kg.extraction.programs.names import Name, new_names
from kg.extraction.programs.variants import variant_of
from kg.identifiers import found_label, named, normal_name
from kg.records import Level, Mention, Program, Status
from kg.vocabulary import Concept, Match, current

# Confidence in a label that names its program alone, and in one of everyday words; chosen, not
# tuned.
_KNOWN, _GENERIC = 0.95, 0.6
# A new name of which a known label is this much is the known one with a word more.
_SAME_SHARE = 0.6


@Language.factory("kg_programs", assigns=["doc._.programs"])
def make_programs(nlp: Language, name: str) -> Programs:  # noqa: ARG001 - spaCy passes both
    """Return the component that writes ``doc._.programs``."""
    return Programs()


class Programs:
    """Writes the programs that the plan names to ``doc._.programs``."""

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its programs."""
        text, course = document.text(doc), doc._.course
        sentences = document.sentences(doc)
        stretches = [(sentence.start, sentence.end) for sentence in sentences]
        matches = current().program.matcher.find_in_each(text, stretches)
        found = [
            mention
            for sentence, labels in zip(sentences, matches, strict=True)
            for mention in programs(text, sentence, labels, course.get(sentence.start))
        ]
        found.sort(key=lambda mention: (mention.start, mention.end))
        doc._.programs = tuple(_families(found))
        return doc


def _families(found: list[Mention]) -> Iterator[Mention]:
    """Yield the mentions, “党建+教育教学” as one of “党建+” where the text names that too."""
    names = {mention.content.name for mention in found if isinstance(mention.content, Program)}
    for mention in found:
        program = mention.content
        stem = program.name.partition("+")[0] + "+" if isinstance(program, Program) else ""
        if isinstance(program, Program) and not program.known and stem in names:
            concept = named("program/found", stem)
            mention = mention._replace(content=replace(program, name=stem, concept=concept))
        yield mention


def programs(
    text: str, sentence: Sentence, labels: Sequence[Match], told: Told | None
) -> Iterator[Mention]:
    """Yield the programs of a sentence in which ``labels`` stand, known ones first."""
    known = list(_known(text, sentence, labels, told)) if labels else []
    yield from known
    rejected = current().program.rejected
    for name in new_names(text, sentence.content, sentence.end):
        if rejected and normal_name(name.words) in rejected:
            continue
        if not any(_same(name, text, mention) for mention in known):
            status_ = _status(text, sentence, name.start, told)
            yield Mention(name.start, name.end, _program(name, status_), name.confidence)


def _program(name: Name, status: Status) -> Program:
    """Return the program that a new name means: one of the vocabulary, or one discovered."""
    concept = variant_of(name.words, current().program)
    if concept:
        return Program(concept.name, concept.iri, _level(concept), known=True, status=status)
    label, iri = found_label(name.words), named("program/found", name.words)
    return Program(label, iri, name.level, known=False, status=status)


def _known(
    text: str, sentence: Sentence, labels: Sequence[Match], told: Told | None
) -> Iterator[Mention]:
    vocabulary = current().program
    cited = [(t.start, t.end) for t in titles(text, sentence.start, sentence.end)]
    for match in labels:
        iri = vocabulary.by_label.get(match.label)
        if iri is None:  # a negative label: here the words mean something else
            continue
        if any(left <= match.start < right for left, right in cited):
            continue
        concept = vocabulary.concepts[iri]
        if concept.flag("generic") and not _named_here(text, match):
            continue
        content = Program(
            name=concept.name,
            concept=concept.iri,
            level=_level(concept),
            known=True,
            status=_status(text, sentence, match.start, told),
        )
        confidence = _GENERIC if concept.flag("generic") else _KNOWN
        opened = text[match.start - 1 : match.start] == "“" and "”" in text[match.start : match.end]
        yield Mention(match.start - opened, match.end, content, confidence)


def _named_here(text: str, match: Match) -> bool:
    """Whether a word that mostly means general work stands as a name: “双师型”教师."""
    opened = text[match.start - 1 : match.start] == "“"
    return opened and "”" in text[match.start : match.end + 1]


def _same(name: Name, text: str, known: Mention) -> bool:
    """Whether a new name is nothing but a known one, with words before it or one more behind."""
    if known.end <= name.start or name.end <= known.start:
        return False
    if known.start <= name.start and name.end <= known.end:
        return True
    quoted = text[known.start - 1 : known.start] == "“" and text[known.end : known.end + 1] == "”"
    if known.end == name.end or quoted:
        return True
    label = normal_name(text[known.start : known.end])
    return len(label) >= _SAME_SHARE * len(normal_name(name.words))


def _status(text: str, sentence: Sentence, offset: int, told: Told | None) -> Status:
    return status(Said.before(text, offset, sentence), None, told)


def _level(concept: Concept) -> Level:
    value = concept.value("level")
    return Level(value) if value else Level.UNKNOWN
