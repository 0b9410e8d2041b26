"""Computing every derived column and key again from the texts.

For after a change of what they are computed by: folding, transliteration, keys,
the words that search reads. What people decided, and which quotes are one statement,
stays.
"""

from quotes.rebuilding.progress import Rebuilding, rebuild
from quotes.rebuilding.steps import STEPS, Step

__all__ = ["STEPS", "Rebuilding", "Step", "rebuild"]
