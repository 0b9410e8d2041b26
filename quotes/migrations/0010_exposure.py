"""How far a mistake in each quote stored before would spread, and what doubt is certain."""

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Sqrt


def fill_exposure(apps, schema_editor):
    """As later runs and acts keep it; quotes printed once need nothing."""
    quotes = apps.get_model("quotes", "Quote").objects
    statements = apps.get_model("quotes", "Statement").objects
    own = statements.filter(pk=OuterRef("statement"))
    quotes.filter(statement__quote_count__gt=1).update(
        exposure=Sqrt(Subquery(own.values("quote_count")[:1]))
    )
    disputed = statements.filter(
        dispute__isnull=False, dispute_grade="alert", resolved_at__isnull=True
    )
    quotes.filter(statement__in=disputed).update(least_doubt=0.5)
    reports = apps.get_model("quotes", "ErrorReport").objects.filter(status="open")
    quotes.filter(pk__in=reports.values("quote")).update(least_doubt=0.75)


class Migration(migrations.Migration):
    dependencies = [("quotes", "0010_desk")]

    operations = [migrations.RunPython(fill_exposure, migrations.RunPython.noop)]
