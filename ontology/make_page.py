"""Write eduplan.html: the ontology as a page for people, made by pyLODE from eduplan.ttl.

pyLODE lays out the classes and properties. Here both languages of a text are brought together, the
headings are given in both, the terms of others are called by their prefixed names, and two things
are added: the picture of README.md, and the enumerations, which pyLODE leaves out. Nothing on the
page depends on the day, the network or the machine, and it opens without a network.

Run as ``python ontology/make_page.py``, with ``--out FILE`` to write elsewhere.
"""

import argparse
import logging
import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

import pyoxigraph
from pylode import OntPub
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SDO, SKOS, VANN

HERE = Path(__file__).parent
STYLE = HERE / "make_page.css"
ONTDOC = "https://w3id.org/profile/ontdoc/"  # what pyLODE infers: a property seen from its class

# What the page calls the properties of a term; pyLODE makes each word begin with a capital.
CALLED: Mapping[URIRef, str] = {
    DCTERMS.title: "名称 title",
    DCTERMS.description: "定义 definition",
    DCTERMS.creator: "作者 creator",
    DCTERMS.created: "创建 created",
    DCTERMS.modified: "修改 modified",
    DCTERMS.issued: "发布 issued",
    DCTERMS.license: "许可 licence",
    OWL.versionIRI: "版本网址 version IRI",
    OWL.versionInfo: "版本 version",
    OWL.priorVersion: "前一版本 prior version",
    VANN.preferredNamespacePrefix: "前缀 prefix",
    VANN.preferredNamespaceUri: "命名空间 namespace",
    SKOS.example: "举例 example",
    SKOS.scopeNote: "取值 one of",
    RDFS.subClassOf: "上位类 subclass of",
    RDFS.domain: "用于 domain",
    SDO.domainIncludes: "具体用于 used with",
    RDFS.range: "值 range",
    URIRef(ONTDOC + "superClassOf"): "下位类 superclass of",
    URIRef(ONTDOC + "inDomainOf"): "属性 its properties",
    URIRef(ONTDOC + "inDomainIncludesOf"): "也有属性 used with it",
    URIRef(ONTDOC + "inRangeOf"): "由此指向 led to by",
}
# What pyLODE says in English alone.
HEADINGS = {
    "Metadata": "关于 Metadata",
    "Classes": "类 Classes",
    "Object Properties": "对象属性 Object properties",
    "Datatype Properties": "数据属性 Datatype properties",
    "Namespaces": "命名空间 Namespaces",
    "Legend": "图例 Legend",
    "Table of Contents": "目录 Contents",
}
# pyLODE's style and icons, which ours takes the place of, and the metadata once more, for search
# engines, in an order that is another each time.
LEFT_OUT = re.compile("<(script|style).*?</(script|style)>|<link[^>]*>", re.DOTALL)
# What stands between the languages; elsewhere a blank line, which Markdown makes a paragraph.
BETWEEN = {RDFS.label: " ", DCTERMS.title: " ", SDO.name: " ", SKOS.example: "\n"}
PICTURE = "一图 At a glance"
ENUMERATIONS = "取值表 Enumerations"

Triple = tuple[URIRef, URIRef, URIRef | Literal]


def main() -> None:
    """Write the page beside this script, or where the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=HERE / "eduplan.html", help="the page")
    target: Path = parser.parse_args().out
    logging.disable(logging.INFO)  # pyLODE tells what it loads
    readme = (HERE / "README.md").read_text("utf-8")
    target.write_bytes(page(Ontology(HERE / "eduplan.ttl"), picture(readme)).encode())
    print(f"{target.name} written")


class Ontology:
    """The triples of a file without blank nodes, in its order, which no rdflib graph keeps."""

    def __init__(self, path: Path) -> None:
        parser = pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE)
        self.triples: list[Triple] = [
            (URIRef(quad.subject.value), URIRef(quad.predicate.value), term(quad.object))
            for quad in parser
        ]
        self.prefixes = dict(parser.prefixes)

    def subjects(self, predicate: URIRef, value: URIRef) -> list[URIRef]:
        """Return all that have ``value``."""
        return [s for s, p, o in self.triples if (p, o) == (predicate, value)]

    def values(self, subject: URIRef, predicate: URIRef) -> list[URIRef | Literal]:
        """Return the values of a property in their order: in Chinese, then in English."""
        return [o for s, p, o in self.triples if (s, p) == (subject, predicate)]

    def both(self, subject: URIRef, predicate: URIRef, between: str = " ") -> str:
        """Return a text in both languages, once where they say the same."""
        return between.join(dict.fromkeys(map(str, self.values(subject, predicate))))

    def qname(self, iri: URIRef) -> str:
        """Return the prefixed name of a term, its whole IRI where no prefix fits."""
        for prefix, namespace in self.prefixes.items():
            if prefix and iri.startswith(namespace):
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return str(iri)


def term(value: object) -> URIRef | Literal:
    """Return a term of pyoxigraph as one of rdflib."""
    if isinstance(value, pyoxigraph.NamedNode):
        return URIRef(value.value)
    if isinstance(value, pyoxigraph.Literal):
        datatype = None if value.language else URIRef(value.datatype.value)
        return Literal(value.value, lang=value.language, datatype=datatype)
    raise TypeError(f"the ontology has no place for {value}")


def page(ontology: Ontology, drawing: str) -> str:
    """Return the page, complete in one text; ``drawing`` is the picture in characters."""
    made = OntPub(shown(ontology))
    made.fids = {str(subject): local(subject) for subject, _, _ in ontology.triples}
    made.back_onts = others(ontology)
    made.props_labeled = {
        iri: {"title": name, "description": ontology.qname(iri), "ont_title": iri.defrag()}
        for iri, name in CALLED.items()
    }
    html = LEFT_OUT.sub("", made.make_html())
    for english, both in HEADINGS.items():
        html = html.replace(f">{english}<", f">{both}<")
    for scheme in ontology.subjects(RDF.type, SKOS.ConceptScheme):
        html = html.replace(f'href="{scheme}"', f'href="#{anchor(scheme)}"')
    html = html.replace(">eduplan:<", f">{ontology.prefixes['eduplan']}<")
    tables, contents = "".join(enumerations(ontology)), "".join(entries(ontology))
    html = put_before(html, "<html>", "<!-- made by make_page.py: do not edit -->\n")
    html = html.replace("<html>", '<html lang="zh">')
    html = put_before(html, "</head>", f"<style>\n{STYLE.read_text('utf-8')}</style>\n")
    html = put_before(html, '<div id="namespaces">', tables)
    shown_first = f'<div id="picture"><h2>{PICTURE}</h2><pre>{escape(drawing)}</pre></div>\n'
    html = put_before(html, '<div class="section" id="classes">', shown_first)
    return put_before(html, '<li>\n          <h4>\n            <a href="#namespaces">', contents)


def shown(ontology: Ontology) -> Graph:
    """Return what pyLODE is given: classes and properties, each text in both languages at once."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in ontology.prefixes.items():
        graph.bind(prefix, namespace)
    schemes = ontology.subjects(RDF.type, SKOS.ConceptScheme)
    apart = {*schemes, *ontology.subjects(RDF.type, SKOS.Concept)}
    for subject, predicate, value in ontology.triples:
        if subject in apart or predicate == RDFS.isDefinedBy:
            continue
        if predicate == RDFS.seeAlso and value in schemes:
            graph.add((subject, SKOS.scopeNote, value))
        elif isinstance(value, Literal) and value.language:
            between = BETWEEN.get(predicate, "\n\n")
            graph.add((subject, predicate, Literal(ontology.both(subject, predicate, between))))
        else:
            graph.add((subject, predicate, value))
    return graph


def others(ontology: Ontology) -> Graph:
    """Return the names by which the page calls what is not a class or property of our own."""
    graph = Graph(bind_namespaces="none")
    own = {subject for subject, _, _ in ontology.triples}
    for _, predicate, value in ontology.triples:
        if isinstance(value, URIRef) and predicate != RDF.type and value not in own:
            graph.add((value, DCTERMS.title, Literal(ontology.qname(value))))
    for scheme in ontology.subjects(RDF.type, SKOS.ConceptScheme):
        graph.add((scheme, DCTERMS.title, Literal(ontology.both(scheme, SKOS.prefLabel))))
    return graph


def picture(readme: str) -> str:
    """Return the first drawing in characters of a text in Markdown."""
    return readme.partition("```text\n")[2].partition("```")[0]


def enumerations(ontology: Ontology) -> Iterator[str]:
    """Yield a section with a table for each concept scheme."""
    yield f'<div id="enumerations" class="section">\n<h2>{ENUMERATIONS}</h2>\n'
    for scheme in ontology.subjects(RDF.type, SKOS.ConceptScheme):
        yield f'<div id="{anchor(scheme)}" class="entity">\n'
        yield f"<h3>{escape(ontology.both(scheme, SKOS.prefLabel))}</h3>\n"
        yield f"<p>{escape(ontology.both(scheme, SKOS.definition))}</p>\n<table>\n"
        yield "<tr><th>取值 Value</th><th>含义 Meaning</th><th>举例 Example</th></tr>\n"
        for member in ontology.subjects(SKOS.inScheme, scheme):
            cells = (
                f"{escape(ontology.both(member, SKOS.prefLabel))}<br><code>"
                f"{escape(ontology.qname(member))}</code>",
                *(
                    escape(ontology.both(member, said, "\n")).replace("\n", "<br>")
                    for said in (SKOS.definition, SKOS.example)
                ),
            )
            yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"
        yield "</table>\n</div>\n"
    yield "</div>\n"


def entries(ontology: Ontology) -> Iterator[str]:
    """Yield the lines that the enumerations have in the table of contents."""
    yield f'<li><h4><a href="#enumerations">{ENUMERATIONS}</a></h4><ul class="second">\n'
    for scheme in ontology.subjects(RDF.type, SKOS.ConceptScheme):
        name = escape(ontology.both(scheme, SKOS.prefLabel))
        yield f'<li><a href="#{anchor(scheme)}">{name}</a></li>\n'
    yield "</ul></li>\n"


def local(iri: URIRef) -> str:
    """Return the part of an own IRI that names the term, which is its place on the page."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def anchor(scheme: URIRef) -> str:
    """Return the place of an enumeration on the page; a property may have its plain name."""
    return f"enumeration-{local(scheme)}"


def put_before(html: str, mark: str, addition: str) -> str:
    """Return the page with something more before ``mark``, which must stand there once."""
    if html.count(mark) != 1:
        raise ValueError(f"pyLODE writes {mark} otherwise than its version 3.3.4")
    return html.replace(mark, addition + mark)


if __name__ == "__main__":
    main()
