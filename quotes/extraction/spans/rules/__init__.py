"""Finding attributions by rules: quotation marks, a cue lexicon and a parse."""
