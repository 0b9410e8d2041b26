"""Which quotes were found to report one utterance, two by two.

What was grouped before is taken as sure: who stood together goes on doing so. Whom an
editor put there stands there by that decision, and once it is undone by nothing else:
those are linked only with what was put there with them.
"""

import django.db.models.deletion
from django.db import migrations, models

KEEP_GROUPS = """
INSERT INTO quotes_quotelink (first_id, second_id, probability, sure)
SELECT held.first, held.id, 1.0, true
FROM (
    SELECT quote.id, min(quote.id) OVER (
        PARTITION BY quote.statement_id, placement.made_at
    ) AS first
    FROM quotes_quote AS quote LEFT JOIN quotes_statementplacement AS placement
        ON placement.quote_id = quote.id
    WHERE quote.statement_id IS NOT NULL
) AS held
WHERE held.id <> held.first
"""


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0018_authorities'),
    ]

    operations = [
        migrations.CreateModel(
            name='QuoteLink',
            fields=[
                ('pk', models.CompositePrimaryKey('first', 'second', blank=True, editable=False, primary_key=True, serialize=False)),
                ('probability', models.FloatField(help_text='That the two report one utterance, 0 to 1.')),
                ('sure', models.BooleanField(help_text='Their own words prove it, whatever else their articles print.')),
                ('first', models.ForeignKey(db_constraint=False, db_index=False, help_text='The quote of the smaller number.', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.quote')),
                ('second', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.quote')),
            ],
        ),
        migrations.RunSQL(KEEP_GROUPS, migrations.RunSQL.noop),
    ]
