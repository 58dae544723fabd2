"""The explorer: one HTML file that shows where regions overlap, and the sentence behind each point.

``queries`` are the SPARQL that ``asking`` puts to the store, ``rows`` makes the rows of ``data`` of
what comes back, and ``loading`` those of a whole graph. ``payload`` puts them in the form that the
page reads, ``network`` makes the drawing, ``page`` puts all into one file that opens without a
network. The page's own words,
style and behaviour are ``page.html`` and the files of ``style/`` and ``script/``.

``served`` has the answers of a server for graphs that no file holds: ``scope`` says which plans a
page is about, ``overview`` has its rows, ``parts`` those of what is looked at, ``finding`` what is
searched.
"""
