"""Date the disputes that are known already. Readers are not kept waiting."""

from django.db import migrations
from django.db.models import Min, OuterRef, Subquery
from django.db.models.functions import Coalesce


def date_disputes(apps, schema_editor):
    """As far as is known: since the second speaker was named, or the first article.

    One statement. Linking works it out again, by who the speakers are, as soon as it
    looks.
    """
    statements = apps.get_model("quotes", "Statement").objects
    quotes = apps.get_model("quotes", "Quote").objects
    speakers = (
        quotes.filter(statement=OuterRef("pk"), speaker__isnull=False)
        .exclude(status__in=["rejected", "withdrawn"])
        .order_by()
        .values("speaker")
        .annotate(since=Min("article__ingested_at"))
        .order_by("since")
        .values("since")
    )
    statements.filter(dispute__isnull=False).update(
        disputed_at=Coalesce(Subquery(speakers[1:2]), Subquery(speakers[:1]))
    )


class Migration(migrations.Migration):
    dependencies = [("quotes", "0017_disputed_since")]

    # Back: the column goes, and what it held with it.
    operations = [
        migrations.RunPython(date_disputes, migrations.RunPython.noop, elidable=True)
    ]
