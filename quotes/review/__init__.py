"""Every write by a person: one function per act, each with who, when and why.

All acts are keyword-only and atomic, write history for every row they change,
and raise ``ReviewError`` with a message for the editor where they refuse;
``ConflictError`` where somebody else was faster, ``NotPermittedError`` where who asks
may not do it (``quotes.review.guarding``), and may perhaps propose it.
"""

from quotes.review.acts import act_at, last_reasons, quotes_of
from quotes.review.adding import add_quote
from quotes.review.correcting import (
    correct_quote,
    correct_relay,
    correct_span,
    correct_speaker,
    correct_stance,
)
from quotes.review.decisions import check_place, confirm, reject, reopen
from quotes.review.distinctions import (
    describe_distinction,
    tell_speakers_apart,
    withdraw_distinction,
)
from quotes.review.errors import ConflictError, NotPermittedError, ReviewError
from quotes.review.failed_articles import retry_extraction
from quotes.review.many_quotes import (
    LARGEST_BULK,
    confirm_many,
    correct_speaker_many,
    reject_many,
    rejected_by_others,
    reopen_many,
)
from quotes.review.merging import COUNTED, Belongings, belongings_of, merge_speakers
from quotes.review.merging_many import (
    merge_many_speakers,
    tell_many_speakers_apart,
    unmerge_many_speakers,
)
from quotes.review.moving import move_of, move_quote, return_quote
from quotes.review.optimistic_locking import (
    check_unchanged,
    latest_change,
    version_of,
    version_of_all,
)
from quotes.review.proposals import accept_proposal, decline_proposal, propose
from quotes.review.quote_parts import join_quotes, split_quote
from quotes.review.reading_twice import record_reading, settle_disagreement
from quotes.review.reasons import REASON_LENGTH
from quotes.review.restoring import RESTORABLE, restore_record
from quotes.review.reverting import REVERTIBLE, revert
from quotes.review.second_opinions import (
    count_open_opinions,
    dismiss_opinion,
    open_opinions,
    take_opinion,
)
from quotes.review.settling import reopen_dispute, settle_dispute
from quotes.review.speaker_splitting import split_speaker, unsplit_speaker
from quotes.review.speakers import (
    add_alias,
    change_speaker,
    check_name,
    create_speaker,
    find_or_create_speaker,
    remove_alias,
    rename_speaker,
)
from quotes.review.splitting import split_of, split_statement, unsplit_statement
from quotes.review.statements import (
    merge_statements,
    tell_statements_apart,
    unmerge_statement,
    withdraw_statement_distinction,
)
from quotes.review.suggestions import (
    accept_suggestion,
    dismiss_suggestion,
    reopen_suggestion,
)
from quotes.review.undoing import undo_act
from quotes.review.unmerging import unmerge_speakers

__all__ = [
    "COUNTED",
    "LARGEST_BULK",
    "REASON_LENGTH",
    "RESTORABLE",
    "REVERTIBLE",
    "Belongings",
    "ConflictError",
    "NotPermittedError",
    "ReviewError",
    "accept_proposal",
    "accept_suggestion",
    "act_at",
    "add_alias",
    "add_quote",
    "belongings_of",
    "change_speaker",
    "check_name",
    "check_place",
    "check_unchanged",
    "confirm",
    "confirm_many",
    "correct_quote",
    "correct_relay",
    "correct_span",
    "correct_speaker",
    "correct_speaker_many",
    "correct_stance",
    "count_open_opinions",
    "create_speaker",
    "decline_proposal",
    "describe_distinction",
    "dismiss_opinion",
    "dismiss_suggestion",
    "find_or_create_speaker",
    "join_quotes",
    "last_reasons",
    "latest_change",
    "merge_many_speakers",
    "merge_speakers",
    "merge_statements",
    "move_of",
    "move_quote",
    "open_opinions",
    "propose",
    "quotes_of",
    "record_reading",
    "reject",
    "reject_many",
    "rejected_by_others",
    "remove_alias",
    "rename_speaker",
    "reopen",
    "reopen_dispute",
    "reopen_many",
    "reopen_suggestion",
    "restore_record",
    "retry_extraction",
    "return_quote",
    "revert",
    "settle_disagreement",
    "settle_dispute",
    "split_of",
    "split_quote",
    "split_speaker",
    "split_statement",
    "take_opinion",
    "tell_many_speakers_apart",
    "tell_speakers_apart",
    "tell_statements_apart",
    "undo_act",
    "unmerge_many_speakers",
    "unmerge_speakers",
    "unmerge_statement",
    "unsplit_speaker",
    "unsplit_statement",
    "version_of",
    "version_of_all",
    "withdraw_distinction",
    "withdraw_statement_distinction",
]
