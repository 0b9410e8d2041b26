"""Indexes of what few rows have hold those rows alone.

Linking gives every quote a statement, which enters it anew in each of its indexes.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0019_disputes_as_they_arose'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicalquote',
            name='status',
            field=models.CharField(choices=[('extracted', 'Extracted'), ('confirmed', 'Confirmed'), ('corrected', 'Corrected'), ('rejected', 'Rejected'), ('withdrawn', 'Withdrawn')], default='extracted', max_length=9),
        ),
        migrations.AlterField(
            model_name='quote',
            name='relayed_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='relayed_quotes', to='quotes.speaker'),
        ),
        migrations.AlterField(
            model_name='quote',
            name='reviewed_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviewed_quotes', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='quote',
            name='status',
            field=models.CharField(choices=[('extracted', 'Extracted'), ('confirmed', 'Confirmed'), ('corrected', 'Corrected'), ('rejected', 'Rejected'), ('withdrawn', 'Withdrawn')], default='extracted', max_length=9),
        ),
        migrations.AlterField(
            model_name='statement',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='quotes.statement'),
        ),
        migrations.AlterField(
            model_name='statement',
            name='resolved_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(condition=models.Q(('relayed_by__isnull', False)), fields=['relayed_by', '-dated_at', '-id'], name='quote_by_relay'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(condition=models.Q(('reviewed_by__isnull', False)), fields=['reviewed_by'], name='quote_by_reviewer'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(fields=['status', '-dated_at', '-id'], name='quote_by_status'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(condition=models.Q(('resolved_by__isnull', False)), fields=['resolved_by'], name='statement_by_settler'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='statement_merged'),
        ),
    ]
