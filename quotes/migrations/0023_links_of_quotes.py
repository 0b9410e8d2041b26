"""Which quotes were found to report one utterance, two by two.

What was grouped before is taken as sure: who stood together goes on doing so.
"""

import django.db.models.deletion
from django.db import migrations, models

KEEP_GROUPS = """
INSERT INTO quotes_quotelink (first_id, second_id, probability, sure)
SELECT held.first, quotes_quote.id, 1.0, true
FROM quotes_quote JOIN (
    SELECT statement_id, min(id) AS first FROM quotes_quote
    WHERE statement_id IS NOT NULL GROUP BY statement_id HAVING count(*) > 1
) AS held ON held.statement_id = quotes_quote.statement_id
WHERE quotes_quote.id <> held.first
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
