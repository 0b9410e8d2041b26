"""Word lists written by hand: data, no rules.

They help where a name is known; nothing rests on them alone, since most names in
tomorrow's news are in no list.
"""
