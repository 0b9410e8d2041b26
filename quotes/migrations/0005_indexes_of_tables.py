"""What lists, filters and linking look rows up by, beyond keys and uniqueness.

Apart from the tables, because an index of a large one takes long and holds up whoever
writes: on tables that have rows already, a later migration makes its indexes with
``AddIndexConcurrently``, alone and with ``atomic = False``.
"""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0004_roles'),
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
            model_name='article',
            index=models.Index(condition=models.Q(('kind', 'article'), _negated=True), fields=['kind', '-dated_at', '-id'], name='article_by_kind'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('extraction_failed_at__isnull', False)), fields=['extraction_failed_at', 'id'], name='article_failed'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('extracted_at__isnull', True), ('extraction_attempts__lt', 3)), fields=['ingested_at'], name='article_pending'),
        ),
        migrations.AddIndex(
            model_name='errorreport',
            index=models.Index(condition=models.Q(('status', 'open')), fields=['-reported_at', '-id'], name='report_open'),
        ),
        migrations.AddIndex(
            model_name='errorreport',
            index=models.Index(condition=models.Q(('status', 'open')), fields=['digest'], name='report_open_by_digest'),
        ),
        migrations.AddIndex(
            model_name='errorreport',
            index=models.Index(condition=models.Q(('settled_at__isnull', False)), fields=['settled_at'], name='report_by_act'),
        ),
        migrations.AddIndex(
            model_name='feed',
            index=models.Index(condition=models.Q(('active', True)), fields=['next_due_at', 'id'], name='feed_due'),
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
            index=models.Index(condition=models.Q(('reviewed_by__isnull', False)), fields=['reviewed_by', '-reviewed_at'], name='quote_by_review'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(condition=models.Q(('reviewed_by__isnull', False)), fields=['-dated_at', '-id'], name='quote_decided'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(fields=['status', '-dated_at', '-id'], name='quote_by_status'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(condition=models.Q(('stance', 'states'), _negated=True), fields=['stance', '-dated_at', '-id'], name='quote_by_stance'),
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
            model_name='quote',
            index=models.Index(condition=models.Q(('changed_at__isnull', False)), fields=['-dated_at', '-id'], name='quote_changed_since'),
        ),
        migrations.AddIndex(
            model_name='quote',
            index=models.Index(condition=models.Q(('reviewed_at', None)), fields=['-mistake_cost', 'id'], name='quote_by_mistake_cost'),
        ),
        migrations.AddIndex(
            model_name='speaker',
            index=models.Index(fields=['name', 'id'], name='speaker_by_name'),
        ),
        migrations.AddIndex(
            model_name='speaker',
            index=models.Index(django.db.models.functions.text.Upper(django.db.models.functions.text.Substr('name', 1, 1)), models.F('name'), models.F('id'), name='speaker_by_initial'),
        ),
        migrations.AddIndex(
            model_name='queuedarticle',
            index=models.Index(condition=models.Q(('read_at__isnull', True)), fields=['queued_at', 'article'], name='queued_unread'),
        ),
        migrations.AddIndex(
            model_name='queuedarticle',
            index=models.Index(condition=models.Q(('read_at__isnull', False)), fields=['urgency', 'read_at', 'article'], name='queued_read'),
        ),
        migrations.AddIndex(
            model_name='articleversion',
            index=models.Index(fields=['text_hash'], name='version_by_text'),
        ),
        migrations.AddIndex(
            model_name='articleversion',
            index=models.Index(fields=['article', 'stood_from'], name='version_by_time'),
        ),
        migrations.AddIndex(
            model_name='deferral',
            index=models.Index(fields=['kind', 'until'], name='deferral_by_end'),
        ),
        migrations.AddIndex(
            model_name='reportorigin',
            index=models.Index(fields=['sender'], name='report_by_sender'),
        ),
        migrations.AddIndex(
            model_name='reportorigin',
            index=models.Index(fields=['day'], name='report_origin_by_day'),
        ),
        migrations.AddIndex(
            model_name='feeditem',
            index=models.Index(fields=['feed', 'next_due_at'], name='feed_item_due'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(condition=models.Q(('status', 'open')), fields=['made_at', 'id'], name='proposal_open'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['-made_at', '-id'], name='proposal_by_date'),
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
            model_name='secondopinion',
            index=models.Index(condition=models.Q(('answered_at', None)), fields=['seen_at', 'id'], name='opinion_open'),
        ),
        migrations.AddIndex(
            model_name='speakercount',
            index=models.Index(fields=['-quotes', 'speaker'], name='speaker_by_quotes'),
        ),
        migrations.AddIndex(
            model_name='speakercount',
            index=models.Index(fields=['-statements', 'speaker'], name='speaker_by_statements'),
        ),
        migrations.AddIndex(
            model_name='mergedtogether',
            index=models.Index(fields=['-made_at', '-id'], name='merger_by_date'),
        ),
        migrations.AddIndex(
            model_name='blindreading',
            index=models.Index(fields=['-made_at', '-id'], name='blind_reading_by_date'),
        ),
        migrations.AddIndex(
            model_name='blindreading',
            index=models.Index(condition=models.Q(('disagrees', True)), fields=['made_at', 'id'], name='blind_reading_disagrees'),
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
            model_name='speakercluster',
            index=models.Index(fields=['-size', 'id'], name='cluster_by_size'),
        ),
        migrations.AddIndex(
            model_name='speakercluster',
            index=models.Index(fields=['method', '-size', 'id'], name='cluster_by_method'),
        ),
        migrations.AddIndex(
            model_name='speakersuggestion',
            index=models.Index(fields=['status', '-score'], name='suggestion_by_score'),
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
            index=models.Index(condition=models.Q(('dispute__isnull', False), ('resolved_at__isnull', True)), fields=['-outlet_count', '-id'], name='statement_to_settle'),
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
            model_name='delivery',
            index=models.Index(fields=['subscription', 'status', 'due_at'], name='delivery_to_send'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['subscription', 'number'], name='delivery_by_number'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['status', 'created_at'], name='delivery_by_status'),
        ),
        migrations.AddIndex(
            model_name='act',
            index=models.Index(fields=['-made_at', '-id'], name='act_by_date'),
        ),
    ]
