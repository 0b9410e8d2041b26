"""What is stored: every table with its columns and constraints.

Its history is in 0002, what PostgreSQL searches by in 0003, who may do what in 0004,
indexes in 0005.
"""

import datetime
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Coalesce, Replace, Substr
from django.db.models.lookups import Exact, In

# As quotes.models had them when this was written.
UNDATED = models.Value(datetime.datetime(1, 1, 2, 0, 0, tzinfo=datetime.timezone.utc))


def without_digits(column):
    left = Replace(column, models.Value('0'), models.Value(''))
    for digit in '123456789':
        left = Replace(left, models.Value(digit), models.Value(''))
    return left


WELL_FORMED = models.Q(wikidata_id='') | models.Q(
    Exact(without_digits('wikidata_id'), models.Value('Q')),
    Exact(Substr('wikidata_id', 1, 1), models.Value('Q')),
    In(Substr('wikidata_id', 2, 1), [models.Value(digit) for digit in '123456789']),
)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Outlet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
                ('slug', models.SlugField(allow_unicode=True, blank=True, max_length=90, unique=True)),
                ('domain', models.CharField(blank=True, help_text='Host name of its site without “www.”, for example “example.org”.', max_length=253, null=True, unique=True)),
                ('country', models.CharField(blank=True, help_text='ISO 3166-1 code of two letters.', max_length=2)),
                ('language', models.CharField(default='en', help_text='BCP 47 code, for example “en-GB”.', max_length=35)),
                ('wikidata_id', models.CharField(blank=True, max_length=20, verbose_name='Wikidata id')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [
                    models.CheckConstraint(condition=WELL_FORMED, name='outlet_wikidata_id_is_one'),
                    models.UniqueConstraint(condition=models.Q(('wikidata_id', ''), _negated=True), fields=('wikidata_id',), name='outlet_wikidata_id_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outlet', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='quotes.outlet')),
                ('url', models.URLField(blank=True, max_length=2000, null=True, unique=True, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='address on the web')),
                ('title', models.CharField(blank=True, max_length=500)),
                ('byline', models.CharField(blank=True, max_length=300)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('dated_at', models.GeneratedField(db_persist=True, expression=Coalesce('published_at', UNDATED), help_text='What lists are ordered by: undated ones come last.', output_field=models.DateTimeField())),
                ('language', models.CharField(default='en', max_length=35)),
                ('text', models.TextField()),
                ('text_hash', models.CharField(editable=False, max_length=64)),
                ('wire_copy_of', models.ForeignKey(blank=True, help_text='The article whose text this one largely repeats (agency copy).', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copies', to='quotes.article')),
                ('ingested_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('extracted_at', models.DateTimeField(db_index=True, editable=False, null=True)),
                ('extractor_version', models.CharField(blank=True, editable=False, max_length=40)),
            ],
            options={
                'ordering': ['-dated_at', '-pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('outlet', 'text_hash'), name='article_one_per_outlet_and_text'),
                    models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='article_has_a_text'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Speaker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300)),
                ('slug', models.SlugField(allow_unicode=True, blank=True, max_length=90, unique=True)),
                ('kind', models.CharField(choices=[('person', 'Person'), ('organisation', 'Organisation'), ('group', 'Group'), ('unknown', 'Unknown')], default='unknown', max_length=12)),
                ('description', models.TextField(blank=True)),
                ('affiliation', models.ForeignKey(blank=True, help_text='The body this person or spokesperson speaks for.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='affiliated', to='quotes.speaker')),
                ('wikidata_id', models.CharField(blank=True, max_length=20, verbose_name='Wikidata id')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='quotes.speaker')),
            ],
            options={
                'ordering': ['name', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['person', 'organisation', 'group', 'unknown'])), name='speaker_kind_is_known'),
                    models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='speaker_not_merged_into_itself'),
                    models.CheckConstraint(condition=WELL_FORMED, name='speaker_wikidata_id_is_one'),
                    models.UniqueConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('wikidata_id', ''), _negated=True)), fields=('wikidata_id',), name='speaker_wikidata_id_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SpeakerAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('speaker', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='quotes.speaker')),
                ('name', models.CharField(max_length=300, verbose_name='name as printed')),
                ('folded', models.CharField(db_index=True, editable=False, help_text='Without accents, case and punctuation.', max_length=300)),
                ('skeleton', models.CharField(default='', editable=False, help_text='Equal for one name in other spellings and another order.', max_length=300)),
                ('family_name', models.CharField(default='', editable=False, help_text='The last word of the name in comparable spelling.', max_length=100)),
                ('acronym', models.CharField(default='', editable=False, help_text='The capitals by which a body of this name may be known.', max_length=20)),
                ('origin', models.CharField(choices=[('extraction', 'Extraction'), ('editor', 'Editor'), ('import', 'Import')], default='editor', max_length=10)),
            ],
            options={
                'verbose_name_plural': 'speaker aliases',
                'ordering': ['name', 'pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('speaker', 'folded'), name='alias_once_per_speaker'),
                    models.CheckConstraint(condition=models.Q(('origin__in', ['extraction', 'editor', 'import'])), name='alias_origin_is_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('speaker', models.ForeignKey(blank=True, help_text='The accepted speaker, where there is one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='quotes.speaker')),
                ('text', models.TextField(help_text='The fullest wording printed.')),
                ('first_published_at', models.DateTimeField(blank=True, null=True)),
                ('dated_at', models.GeneratedField(db_persist=True, expression=Coalesce('first_published_at', UNDATED), help_text='What lists are ordered by: undated ones come last.', output_field=models.DateTimeField())),
                ('quote_count', models.PositiveIntegerField(default=0)),
                ('outlet_count', models.PositiveIntegerField(default=0, help_text='Independent outlets: wire copies are not counted.')),
                ('dispute', models.CharField(blank=True, choices=[('distinct', 'different speakers'), ('relay', 'an intermediary given as the speaker'), ('granularity', 'a body against its official'), ('joint', 'the sets of speakers differ')], max_length=12, null=True)),
                ('disputed_at', models.DateTimeField(blank=True, help_text='Since when outlets have disagreed as they do; empty: they do not.', null=True)),
                ('resolution', models.TextField(blank=True, help_text='How an editor settled the dispute, and why.')),
                ('resolved_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('resolved_at', models.DateTimeField(blank=True, null=True)),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='quotes.statement')),
            ],
            options={
                'ordering': ['-dated_at', '-pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('dispute', None), ('dispute__in', ['distinct', 'relay', 'granularity', 'joint']), _connector='OR'), name='statement_dispute_is_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('resolved_at', None), ('resolved_by', None)), models.Q(('resolved_at__isnull', False), ('resolved_by__isnull', False)), _connector='OR'), name='statement_resolution_has_who_and_when'),
                    models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='statement_not_merged_into_itself'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('article', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='quotes.article')),
                ('outlet', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='quotes.outlet')),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('dated_at', models.GeneratedField(db_persist=True, expression=Coalesce('published_at', UNDATED), help_text='What lists are ordered by: undated quotes come last.', output_field=models.DateTimeField())),
                ('spans', models.JSONField()),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('text', models.TextField(help_text='As printed; parts are joined by “ … ”.')),
                ('kind', models.CharField(choices=[('direct', 'Direct'), ('indirect', 'Indirect'), ('mixed', 'Mixed')], max_length=8)),
                ('is_fragment', models.BooleanField(default=False)),
                ('cue', models.TextField(blank=True)),
                ('cue_spans', models.JSONField(blank=True, default=list)),
                ('source_text', models.TextField(blank=True)),
                ('source_spans', models.JSONField(blank=True, default=list)),
                ('speaker_description', models.TextField(blank=True)),
                ('speaker', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='quotes.speaker')),
                ('relayed_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='relayed_quotes', to='quotes.speaker')),
                ('relay_spans', models.JSONField(blank=True, default=list)),
                ('statement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='quotes', to='quotes.statement')),
                ('confidence', models.FloatField()),
                ('method', models.TextField(blank=True)),
                ('candidates', models.JSONField(blank=True, default=list)),
                ('extracted', models.JSONField(blank=True, default=dict, editable=False)),
                ('extractor_version', models.CharField(blank=True, editable=False, max_length=40)),
                ('status', models.CharField(choices=[('extracted', 'Extracted'), ('confirmed', 'Confirmed'), ('corrected', 'Corrected'), ('rejected', 'Rejected'), ('withdrawn', 'Withdrawn')], default='extracted', max_length=9)),
                ('reviewed_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviewed_quotes', to=settings.AUTH_USER_MODEL)),
                ('reviewed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-dated_at', '-pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('article', 'start', 'end'), name='quote_one_per_span'),
                    models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='quote_starts_before_it_ends'),
                    models.CheckConstraint(condition=models.Q(('confidence__gte', 0), ('confidence__lte', 1)), name='quote_confidence_is_a_probability'),
                    models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at', None), ('reviewed_by', None)), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='quote_review_has_who_and_when'),
                    models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at__isnull', True), ('status__in', ['extracted', 'withdrawn'])), models.Q(('reviewed_at__isnull', False), ('status__in', ['confirmed', 'corrected', 'rejected'])), _connector='OR'), name='quote_status_says_whether_reviewed'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ['direct', 'indirect', 'mixed'])), name='quote_kind_is_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='QuoteFingerprint',
            fields=[
                ('quote', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='fingerprint', serialize=False, to='quotes.quote')),
                ('text_key', models.BigIntegerField()),
                ('digest', models.BigIntegerField()),
                ('elsewhere', models.JSONField(default=list, help_text='How often its words stand in the rest of its article.')),
                ('dated_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='QuoteKey',
            fields=[
                ('pk', models.CompositePrimaryKey('key', 'dated_at', 'quote', blank=True, editable=False, primary_key=True, serialize=False)),
                ('key', models.BigIntegerField()),
                ('dated_at', models.DateTimeField()),
                ('quote', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.quote')),
            ],
        ),
        migrations.CreateModel(
            name='ArticleKey',
            fields=[
                ('pk', models.CompositePrimaryKey('key', 'dated_at', 'article', blank=True, editable=False, primary_key=True, serialize=False)),
                ('key', models.BigIntegerField()),
                ('dated_at', models.DateTimeField()),
                ('article', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.article')),
            ],
        ),
        migrations.CreateModel(
            name='SpeakerDistinction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reason', models.TextField(blank=True)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.speaker')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.speaker')),
            ],
            options={
                'verbose_name': 'speakers told apart',
                'verbose_name_plural': 'speakers told apart',
                'constraints': [
                    models.UniqueConstraint(fields=('first', 'second'), name='speakers_told_apart_once'),
                    models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='speakers_told_apart_in_order'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SpeakerSuggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='quotes.speaker')),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.speaker')),
                ('score', models.FloatField(help_text='How likely they are the same, 0 to 1.')),
                ('reason', models.TextField(help_text='In words an editor understands.')),
                ('status', models.CharField(choices=[('open', 'Open'), ('same', 'Same'), ('different', 'Different')], default='open', max_length=9)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'speakers who may be one',
                'verbose_name_plural': 'speakers who may be one',
                'ordering': ['-score', 'pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('speaker', 'candidate'), name='suggestion_once_per_pair'),
                    models.CheckConstraint(condition=models.Q(('speaker__gt', models.F('candidate'))), name='suggestion_newer_speaker_first'),
                    models.CheckConstraint(condition=models.Q(('score__gte', 0), ('score__lte', 1)), name='suggestion_score_is_a_probability'),
                    models.CheckConstraint(condition=models.Q(('status__in', ['open', 'same', 'different'])), name='suggestion_status_is_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='StatementDistinction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reason', models.TextField(blank=True)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.statement')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.statement')),
            ],
            options={
                'verbose_name': 'statements told apart',
                'verbose_name_plural': 'statements told apart',
                'constraints': [
                    models.UniqueConstraint(fields=('first', 'second'), name='statements_told_apart_once'),
                    models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='statements_told_apart_in_order'),
                ],
            },
        ),
        migrations.CreateModel(
            name='StatementPlacement',
            fields=[
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reason', models.TextField(blank=True)),
                ('quote', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='placement', serialize=False, to='quotes.quote')),
            ],
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Who uses it, and what for.', max_length=200, verbose_name='given to')),
                ('start', models.CharField(editable=False, help_text='Enough to tell tokens apart, too little to use one.', max_length=12, verbose_name='begins with')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('created_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('last_used_at', models.DateTimeField(editable=False, null=True)),
                ('revoked_at', models.DateTimeField(editable=False, null=True)),
                ('revoked_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'API token',
                'ordering': ['-created_at', '-pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='token_revocation_has_who_and_when'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ErrorReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='error_reports', to='quotes.quote')),
                ('reason', models.CharField(choices=[('speaker', 'wrong speaker'), ('words', 'wrong words'), ('not_a_quote', 'not a quotation'), ('statement', 'wrong statement'), ('other', 'something else')], max_length=11)),
                ('explanation', models.TextField()),
                ('expected', models.TextField(blank=True, help_text='What should stand there instead.')),
                ('digest', models.CharField(editable=False, help_text='Of what is reported, to know the same report again.', max_length=64, null=True)),
                ('status', models.CharField(choices=[('open', 'open'), ('accepted', 'the reader is right'), ('dismissed', 'nothing is wrong')], default='open', max_length=9)),
                ('answer', models.TextField(blank=True, editable=False, help_text='What the editors say to it; readers see it at the quote.')),
                ('reported_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('settled_at', models.DateTimeField(editable=False, null=True)),
                ('settled_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-reported_at', '-pk'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('status', 'open')), fields=('quote', 'digest'), name='report_once_while_open'),
                    models.CheckConstraint(condition=models.Q(('reason__in', ['speaker', 'words', 'not_a_quote', 'statement', 'other'])), name='report_reason_is_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('settled_by', None), ('status', 'open')), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False), ('status__in', ['accepted', 'dismissed'])), _connector='OR'), name='report_settled_by_whom_and_when'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to='quotes.apitoken')),
                ('user', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to=settings.AUTH_USER_MODEL)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('quotes', 'new quotes that a search finds'), ('speaker', 'new quotes by a speaker'), ('disputes', 'new disputes')], max_length=8)),
                ('parameters', models.JSONField(default=dict, help_text='As in the query string of the search.')),
                ('feed_key', models.CharField(editable=False, max_length=43, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('last_used_at', models.DateTimeField(editable=False, help_text='When its feed was read last.', null=True)),
            ],
            options={
                'verbose_name': 'saved search',
                'verbose_name_plural': 'saved searches',
                'ordering': ['-created_at', '-pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('token__isnull', True), ('user__isnull', False)), models.Q(('token__isnull', False), ('user__isnull', True)), _connector='OR'), name='saved_search_has_one_owner'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ['quotes', 'speaker', 'disputes'])), name='saved_search_kind_is_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RebuildPosition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=40, unique=True)),
                ('last', models.BigIntegerField(help_text='Its primary key.')),
                ('at', models.DateTimeField(auto_now=True)),
            ],
        ),
    ]
