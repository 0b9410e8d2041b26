"""Parameters that others append to addresses to see who followed them.

Newsletters, advertisements and social networks do it to every link; a reader who
follows one has asked for nothing by it. Pages and feeds pass over these and over no
others, for a misspelt filter must not be taken for one that narrows nothing. The API
stays strict: programs write their own addresses.
"""

from __future__ import annotations

_BEGINNINGS = (
    "utm_",  # Urchin, now Google Analytics, and nearly all since
    "mtm_", "pk_", "piwik_", "matomo_",  # Matomo
    "at_",  # Piano, formerly AT Internet
    "hsa_", "_hs", "__hs",  # HubSpot
    "oly_", "vero_", "itm_", "trk_", "stm_", "fb_",
)  # fmt: skip

_NAMES = frozenset((
    # Clicks on advertisements: Google, Microsoft, Meta, X, TikTok, LinkedIn, Yandex …
    "gclid", "gclsrc", "gbraid", "wbraid", "dclid", "gad_source", "gad_campaignid",
    "srsltid", "_ga", "_gl", "_gac", "msclkid", "fbclid", "twclid", "ttclid",
    "li_fat_id", "yclid", "ysclid", "_openstat", "epik", "rdt_cid", "sccid", "qclid",
    "irclickid", "irgwc", "cjevent", "obclid", "tblci", "rb_clickid", "s_kwcid",
    "ef_id", "wickedid", "zanpid",
    # Shared from an application or a site.
    "igsh", "igshid", "mibextid", "sfnsn", "share_id", "ref", "ref_src", "ref_url",
    "smid", "smtyp", "cmpid", "ocid", "xtor",
    # Newsletters: Mailchimp, Marketo, Klaviyo, Adobe, HubSpot, ConvertKit …
    "mc_cid", "mc_eid", "mkt_tok", "_ke", "_kx", "s_cid", "sc_cid", "hsctatracking",
    "dm_i", "bbeml", "ml_subscriber", "ml_subscriber_hash", "ck_subscriber_id",
    "guccounter", "guce_referrer", "guce_referrer_sig",
))  # fmt: skip


def is_tracking(name: str) -> bool:
    """Whether parameter ``name``, in any case, says only how a reader got here."""
    name = name.lower()
    return name in _NAMES or name.startswith(_BEGINNINGS)
