"""The explorer: one HTML file that shows where regions overlap, and the sentence behind each point.

``data`` holds the rows, ``payload`` puts them in the form that the page reads, ``network`` makes
the drawing, ``page`` puts all into one file that opens without a network. The page's own words,
style and behaviour are ``page.html`` and the files of ``style/`` and ``script/``.

``served`` has the answers of a server for graphs that no file holds: ``scope`` says which plans a
page is about, ``overview`` has its rows, ``parts`` those of what is looked at, ``finding`` what is
searched.
"""
