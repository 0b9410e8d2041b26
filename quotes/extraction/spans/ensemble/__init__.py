"""Rules and tagger together: one set of attributions from two span finders.

Each stage is small and can be looked at alone: ``pairing`` says which
attributions of the two are about the same words, ``candidates`` what could be
answered (whose content, whose source), ``features`` what speaks for each,
``model`` how likely each is right, ``selection`` which ones are answered.
"""
