"""The graph in files, for the tools that people have. One job a file.

``rdf`` and ``jsonld`` write all of it; ``statements``, ``ties`` and ``overlaps`` read what tables
and networks show, ``tables`` and ``workbook`` write it for Excel, ``network`` for Gephi, ``neo4j``
for neo4j-admin. ``cut`` takes a region, a year or a program out, as a graph of its own, and
``formats`` names all forms.
"""
