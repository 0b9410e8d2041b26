"""The same report of a reader is kept once while it is open.

What is in it is told by a digest, for texts are too long for an index. Where two racing
requests have stored the same report twice, the elder gets it; the others stay in the
queue as they are, without one, until somebody settles them. Rolled back, nothing but the
digests is gone.
"""

import hashlib
import json

from django.db import migrations, models
from django.db.models import Q

AT_A_TIME = 1000


def digest_of(report):
    """As the model makes it."""
    content = json.dumps([report.reason, report.explanation, report.expected])
    return hashlib.sha256(content.encode()).hexdigest()


def fill_digests(apps, schema_editor):
    rows = apps.get_model("quotes", "ErrorReport").objects
    seen, changed = set(), []
    for report in rows.order_by("pk").iterator(AT_A_TIME):
        digest = digest_of(report)
        if report.status == "open":
            if (report.quote_id, digest) in seen:
                continue
            seen.add((report.quote_id, digest))
        report.digest = digest
        changed.append(report)
    rows.bulk_update(changed, ["digest"], batch_size=AT_A_TIME)


class Migration(migrations.Migration):
    dependencies = [("quotes", "0022_keys_without_numbers")]

    operations = [
        migrations.AddField(
            model_name="errorreport",
            name="digest",
            field=models.CharField(
                editable=False,
                help_text="Of what is reported, to know the same report again.",
                max_length=64,
                null=True,
            ),
        ),
        migrations.RunPython(fill_digests, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="errorreport",
            constraint=models.UniqueConstraint(
                fields=("quote", "digest"),
                condition=Q(status="open"),
                name="report_once_while_open",
            ),
        ),
    ]
