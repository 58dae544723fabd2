"""How near readings come to gold annotations: scores, every error by cause, and a page of both.

The rules are those of ``tests/gold/GUIDELINES.md``. ``gold`` holds the two readings of a document,
``matching`` pairs them, ``judge`` (with ``linking``, over all documents) makes a judgement of each
item and each field, and all else is derived from these: ``scores`` counts them, ``summary`` prints
them, ``report`` shows them in the texts (``marks`` finds their places, ``words`` names them in
Chinese). ``gather`` finds and reads the files.
"""
