"""What lists, filters and linking look rows up by, beyond keys and uniqueness.

Apart from the tables, because an index of a large one takes long and holds up whoever
writes: on tables that have rows already, a later migration makes its indexes with
``AddIndexConcurrently``, alone and with ``atomic = False``.
"""

from django.db import migrations, models
from django.db.models.functions import Substr, Upper


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0004_editors_group'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['outlet', '-dated_at', '-id'], name='article_by_outlet'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['-dated_at', '-id'], name='article_by_date'),
        ),
        migrations.AddIndex(
            model_name='speaker',
            index=models.Index(fields=['name', 'id'], name='speaker_by_name'),
        ),
        migrations.AddIndex(
            model_name='speaker',
            index=models.Index(Upper(Substr('name', 1, 1)), models.F('name'), models.F('id'), name='speaker_by_initial'),
        ),
        migrations.AddIndex(
            model_name='speakeralias',
            index=models.Index(fields=['skeleton', 'speaker'], name='alias_by_skeleton'),
        ),
        migrations.AddIndex(
            model_name='speakeralias',
            index=models.Index(fields=['family_name', 'speaker'], name='alias_by_family'),
        ),
        migrations.AddIndex(
            model_name='speakeralias',
            index=models.Index(fields=['acronym', 'speaker'], name='alias_by_letters'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['-dated_at', '-id'], name='statement_by_date'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(condition=models.Q(('dispute__isnull', False)), fields=['-dated_at', '-id'], name='statement_by_dispute'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(condition=models.Q(('dispute__isnull', False)), fields=['-disputed_at', '-id'], name='statement_by_arising'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(condition=models.Q(('resolved_by__isnull', False)), fields=['resolved_by'], name='statement_by_settler'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='statement_merged'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(fields=['-dated_at', '-id'], name='quote_by_date'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(fields=['speaker', '-dated_at', '-id'], name='quote_by_speaker'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(fields=['outlet', '-dated_at', '-id'], name='quote_by_outlet'),
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
            model_name='quote',
            index=models.Index(condition=models.Q(('status__in', ['rejected', 'withdrawn'])), fields=['speaker'], name='quote_not_standing'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(condition=models.Q(('reviewed_at', None)), fields=['confidence', 'id'], name='quote_by_doubt'),
        ),
        migrations.AddIndex(
            model_name='quotefingerprint',
            index=models.Index(fields=['text_key', 'dated_at'], name='quote_by_text'),
        ),
        migrations.AddIndex(
            model_name='quotefingerprint',
            index=models.Index(condition=models.Q(('digest', 0)), fields=['quote'], name='quote_to_link_again'),
        ),
        migrations.AddIndex(
            model_name='speakersuggestion',
            index=models.Index(fields=['status', '-score'], name='suggestion_by_score'),
        ),
        migrations.AddIndex(
            model_name='errorreport',
            index=models.Index(condition=models.Q(('status', 'open')), fields=['-reported_at', '-id'], name='report_open'),
        ),
    ]
