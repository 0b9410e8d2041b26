"""What the editors' desk is ordered by, who works on what, what is put off; and which
articles extraction failed on.

What a mistake would cost is computed by the database for every quote: on PostgreSQL
that writes the table anew, about a minute for a million quotes.
"""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0009_article_versions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.SlugField(db_index=False, help_text='The kind of work, as quotes.review.desk names it.', max_length=20)),
                ('item', models.PositiveBigIntegerField(help_text='The number of the row.')),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('until', models.DateTimeField(help_text='When it ends, unless it is renewed.')),
            ],
        ),
        migrations.CreateModel(
            name='Deferral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.SlugField(db_index=False, help_text='The kind of work, as quotes.review.desk names it.', max_length=20)),
                ('item', models.PositiveBigIntegerField(help_text='The number of the row.')),
                ('until', models.DateTimeField()),
                ('reason', models.TextField(blank=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.RemoveIndex(
            model_name='quote',
            name='quote_by_reviewer',
        ),
        migrations.AddField(
            model_name='article',
            name='extraction_attempts',
            field=models.PositiveSmallIntegerField(default=0, editable=False, help_text='Attempts that failed, one after another. From 3 no run tries again until an editor asks for it.'),
        ),
        migrations.AddField(
            model_name='article',
            name='extraction_error',
            field=models.TextField(blank=True, editable=False, help_text='Why the last attempt to extract failed; empty: it did not.'),
        ),
        migrations.AddField(
            model_name='article',
            name='extraction_failed_at',
            field=models.DateTimeField(editable=False, help_text='When the last attempt failed, if it did.', null=True),
        ),
        migrations.AddField(
            model_name='quote',
            name='exposure',
            field=models.FloatField(default=1.0, editable=False, help_text='How far a mistake spreads: the square root of how many printings its statement has.'),
        ),
        migrations.AddField(
            model_name='quote',
            name='least_doubt',
            field=models.FloatField(default=0.0, editable=False, help_text='Doubt (0 to 1) that holds however sure the machine is: outlets name different speakers, or a reader reports an error.'),
        ),
        migrations.AddField(
            model_name='quote',
            name='mistake_cost',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(status='withdrawn', then=models.Value(0.0)), default=django.db.models.expressions.CombinedExpression(django.db.models.functions.comparison.Greatest(django.db.models.expressions.CombinedExpression(models.Value(1.0), '-', models.F('confidence')), models.F('least_doubt')), '*', models.F('exposure')), output_field=models.FloatField()), help_text='What the queue of editors is ordered by: doubt times exposure.', output_field=models.FloatField()),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('extraction_failed_at__isnull', False)), fields=['extraction_failed_at', 'id'], name='article_failed'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(condition=models.Q(('reviewed_by__isnull', False)), fields=['reviewed_by', '-reviewed_at'], name='quote_by_review'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(condition=models.Q(('reviewed_by__isnull', False)), fields=['-dated_at', '-id'], name='quote_decided'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(condition=models.Q(('reviewed_at', None)), fields=['-mistake_cost', 'id'], name='quote_by_mistake_cost'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(condition=models.Q(('dispute__isnull', False), ('resolved_at__isnull', True)), fields=['-outlet_count', '-id'], name='statement_to_settle'),
        ),
        migrations.AddField(
            model_name='claim',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='deferral',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='deferral',
            name='user',
            field=models.ForeignKey(help_text='For whom it is put off; empty: for everybody.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.UniqueConstraint(fields=('kind', 'item'), name='claim_once'),
        ),
        migrations.AddIndex(
            model_name='deferral',
            index=models.Index(fields=['kind', 'until'], name='deferral_by_end'),
        ),
        migrations.AddConstraint(
            model_name='deferral',
            constraint=models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('kind', 'item', 'user'), name='deferral_once_for_each'),
        ),
        migrations.AddConstraint(
            model_name='deferral',
            constraint=models.UniqueConstraint(condition=models.Q(('user__isnull', True)), fields=('kind', 'item'), name='deferral_once_for_all'),
        ),
    ]
