"""Attributions read from quotation marks, cues and a dependency parse.

Rules stand one in a file, by what they read:

- ``direct``: quotations in marks and the cue in their sentence;
- ``complements/``: what a cue verb reports without marks, one construction a file;
- ``phrases/``: what a noun or a phrase reports ("the claim by X that", "according to");
- ``open_quotations/``: quotations whose speaker stands in another sentence, or nowhere;
- ``asides``: an attribution between commas that the parser takes for an apposition;
- ``transcript``: the turns of transcripts and interviews.

A rule is added by its file, its name in the ORDER of its folder, and its test. The
docstring of each gives example sentences and what it finds in them; a test holds it to
them. What rules read with: ``tree`` (the parse), ``reading`` (a parsed sentence and its
place in the text), ``sources`` (subjects and noun phrases), ``clauses``, ``tails``.
``rule_finder`` asks the rules, ``combine`` makes one answer of what they propose.
"""
