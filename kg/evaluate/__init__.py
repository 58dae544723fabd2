"""How near readings come to gold annotations: scores, and every error by cause.

The rules are those of ``tests/gold/GUIDELINES.md``. ``gold`` holds the two readings of a document,
``matching`` pairs them, ``judge`` (with ``linking``, over all documents) makes a judgement of each
item and each field, and ``scores`` counts these; ``summary`` prints
them. ``gather`` finds and reads the files.
"""
