"""What is stored: every table with its columns and constraints.

Its history is in 0002, what PostgreSQL searches by in 0003, who may do what in 0004,
indexes in 0005.
"""

import datetime
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source_kind', models.CharField(blank=True, editable=False, help_text='What the text was read from; empty where that is not known.', max_length=8)),
                ('source', models.CharField(blank=True, editable=False, help_text='The file and line, or the address, that the text was read from.', max_length=4000, verbose_name='where it was read')),
                ('found_in', models.CharField(blank=True, editable=False, help_text='The address of the feed or sitemap that led to it.', max_length=2000, verbose_name='feed')),
                ('fetched_at', models.DateTimeField(blank=True, editable=False, help_text='When it was seen at its address; null where that is not known.', null=True)),
                ('reader', models.CharField(blank=True, editable=False, help_text='The reader and its version, and those of the library it reads by.', max_length=200)),
                ('raw_sha256', models.CharField(blank=True, editable=False, help_text='SHA-256 of the bytes that were read, as 64 hexadecimal digits.', max_length=64, verbose_name='checksum')),
                ('repairs', models.JSONField(blank=True, default=list, editable=False, help_text='What was done to get the text from these bytes, in words.')),
                ('url', models.URLField(blank=True, max_length=2000, null=True, unique=True, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='address on the web')),
                ('title', models.CharField(blank=True, max_length=500)),
                ('byline', models.CharField(blank=True, max_length=300)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('dated_at', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('published_at', models.Value(datetime.datetime(1, 1, 2, 0, 0, tzinfo=datetime.timezone.utc))), help_text='What lists are ordered by: undated ones come last.', output_field=models.DateTimeField())),
                ('language', models.CharField(default='en', max_length=35)),
                ('kind', models.CharField(choices=[('article', 'article'), ('press_release', 'press release'), ('transcript', 'transcript')], default='article', help_text='Article, press release (the words of whom it is about) or transcript (lines that begin with who speaks).', max_length=13)),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='The number of the version whose text this is.')),
                ('updated_at', models.DateTimeField(editable=False, help_text='When the outlet says that it changed the text, where it says so.', null=True)),
                ('text', models.TextField()),
                ('text_hash', models.CharField(editable=False, max_length=64)),
                ('ingested_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('extracted_at', models.DateTimeField(db_index=True, editable=False, null=True)),
                ('extractor_version', models.CharField(blank=True, editable=False, max_length=40)),
                ('extraction_error', models.TextField(blank=True, editable=False, help_text='Why the last attempt to extract failed; empty: it did not.')),
                ('extraction_failed_at', models.DateTimeField(editable=False, help_text='When the last attempt failed, if it did.', null=True)),
                ('extraction_attempts', models.PositiveSmallIntegerField(default=0, editable=False, help_text='Attempts that failed, one after another. From 3 no run tries again until an editor asks for it.')),
                ('wire_copy_of', models.ForeignKey(blank=True, help_text='The article whose text this one largely repeats (agency copy).', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copies', to='quotes.article')),
            ],
            options={
                'ordering': ['-dated_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ErrorReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('speaker', 'wrong speaker'), ('words', 'wrong words'), ('not_a_quote', 'not a quotation'), ('statement', 'wrong statement'), ('other', 'something else')], max_length=11)),
                ('explanation', models.TextField()),
                ('expected', models.TextField(blank=True, help_text='What should stand there instead.')),
                ('digest', models.CharField(editable=False, help_text='Of what is reported, to know the same report again.', max_length=64, null=True)),
                ('status', models.CharField(choices=[('open', 'open'), ('accepted', 'the reader is right'), ('dismissed', 'nothing is wrong'), ('spam', 'no report about the quote')], default='open', max_length=9)),
                ('answer', models.TextField(blank=True, help_text='What the editors say to it; readers see it at the quote.')),
                ('reported_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('settled_at', models.DateTimeField(editable=False, null=True)),
                ('settled_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-reported_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.URLField(help_text='Of an RSS or Atom feed, or of a sitemap.', max_length=2000, unique=True, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])])),
                ('active', models.BooleanField(default=True, help_text='Whether watch_feeds fetches it.', verbose_name='in use')),
                ('every_minutes', models.PositiveSmallIntegerField(default=30, help_text='More where the feed or its server asks for more.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='minutes between fetches')),
                ('last_fetched_at', models.DateTimeField(blank=True, editable=False, help_text='When it was fetched last without an error.', null=True, verbose_name='last fetched')),
                ('last_error', models.TextField(blank=True, editable=False, help_text='Why it could not be fetched the last time; empty if it could.')),
                ('failing_since', models.DateTimeField(blank=True, editable=False, help_text='Since when every attempt has failed; null if the last did not.', null=True)),
                ('next_due_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, help_text='When it is to be fetched next.', verbose_name='next due')),
                ('etag', models.CharField(blank=True, editable=False, help_text='By which its server knows the version fetched last.', max_length=500)),
                ('last_modified', models.CharField(blank=True, editable=False, help_text='When that version was made, as its server says.', max_length=100)),
            ],
            options={
                'ordering': ['outlet__name', 'address'],
            },
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('dated_at', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('published_at', models.Value(datetime.datetime(1, 1, 2, 0, 0, tzinfo=datetime.timezone.utc))), help_text='What lists are ordered by: undated quotes come last.', output_field=models.DateTimeField())),
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
                ('stance', models.CharField(choices=[('states', 'States'), ('claims', 'Claims'), ('admits', 'Admits'), ('denies', 'Denies'), ('withholds', 'Withholds'), ('asks', 'Asks'), ('urges', 'Urges'), ('promises', 'Promises'), ('evaluates', 'Evaluates')], default='states', max_length=9)),
                ('clause', models.TextField(blank=True, help_text='The printed words from source to content, with the cue.')),
                ('clause_spans', models.JSONField(blank=True, default=list)),
                ('relay_spans', models.JSONField(blank=True, default=list)),
                ('confidence', models.FloatField()),
                ('method', models.TextField(blank=True)),
                ('candidates', models.JSONField(blank=True, default=list)),
                ('extracted', models.JSONField(blank=True, default=dict, editable=False)),
                ('extractor_version', models.CharField(blank=True, editable=False, max_length=40)),
                ('exposure', models.FloatField(default=1.0, editable=False, help_text='How far a mistake spreads: the square root of how many printings its statement has.')),
                ('least_doubt', models.FloatField(default=0.0, editable=False, help_text='Doubt (0 to 1) that holds however sure the machine is: outlets name different speakers, or a reader reports an error.')),
                ('mistake_cost', models.GeneratedField(db_persist=True, expression=models.Case(models.When(status='withdrawn', then=models.Value(0.0)), default=django.db.models.expressions.CombinedExpression(django.db.models.functions.comparison.Greatest(django.db.models.expressions.CombinedExpression(models.Value(1.0), '-', models.F('confidence')), models.F('least_doubt')), '*', models.F('exposure')), output_field=models.FloatField()), help_text='What the queue of editors is ordered by: doubt times exposure.', output_field=models.FloatField())),
                ('status', models.CharField(choices=[('extracted', 'Extracted'), ('confirmed', 'Confirmed'), ('corrected', 'Corrected'), ('rejected', 'Rejected'), ('withdrawn', 'Withdrawn')], default='extracted', max_length=9)),
                ('reviewed_at', models.DateTimeField(blank=True, null=True)),
                ('gone_in', models.PositiveIntegerField(default=0, editable=False, help_text='The number of the version of its article from which on its words are gone, 0 where they stand; the ranges of what is gone are those of the version in which it last stood.')),
                ('changed_at', models.DateTimeField(blank=True, editable=False, help_text='When the article changed the words that an editor had decided on; empty once an editor has looked at the new ones.', null=True)),
            ],
            options={
                'ordering': ['-dated_at', '-pk'],
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
        migrations.CreateModel(
            name='Speaker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300)),
                ('slug', models.SlugField(allow_unicode=True, blank=True, max_length=90, unique=True)),
                ('kind', models.CharField(choices=[('person', 'Person'), ('organisation', 'Organisation'), ('group', 'Group'), ('unknown', 'Unknown')], default='unknown', max_length=12)),
                ('description', models.TextField(blank=True)),
                ('wikidata_id', models.CharField(blank=True, max_length=20, verbose_name='Wikidata id')),
                ('affiliation', models.ForeignKey(blank=True, help_text='The body this person or spokesperson speaks for.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='affiliated', to='quotes.speaker')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='quotes.speaker')),
            ],
            options={
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Who uses it, and what for.', max_length=200, verbose_name='given to')),
                ('start', models.CharField(editable=False, help_text='Enough to tell tokens apart, too little to use one.', max_length=12, verbose_name='begins with')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('last_used_at', models.DateTimeField(editable=False, null=True)),
                ('revoked_at', models.DateTimeField(editable=False, null=True)),
                ('created_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revoked_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'API token',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='QueuedArticle',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='queued', serialize=False, to='quotes.article')),
                ('urgency', models.PositiveSmallIntegerField(choices=[(0, 'fresh'), (1, 'from an archive')], help_text='Fresh articles are read before those of an archive.')),
                ('extractor_version', models.CharField(help_text='The extractor and model that are to read it.', max_length=40)),
                ('queued_at', models.DateTimeField(default=django.utils.timezone.now, help_text='When the broker was last told of it.')),
                ('begun', models.PositiveSmallIntegerField(default=0, help_text='How often a worker has begun to read it, and not ended: once it has happened, it is read apart from others.')),
                ('read_at', models.DateTimeField(help_text='When a worker had read it.', null=True)),
                ('read_version', models.PositiveIntegerField(help_text='The number of the version whose text was read.', null=True)),
                ('quotation_count', models.PositiveIntegerField(default=0, help_text='How many quotations were found.')),
                ('result', models.JSONField(help_text='The quotations found, or the reason why there are none.', null=True)),
            ],
        ),
        migrations.CreateModel(
            name='ArticleAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='A hash of the canonical address, in hexadecimal digits.', max_length=32, unique=True)),
                ('url', models.CharField(blank=True, help_text='As it was given; empty where it is the article’s own address.', max_length=2000)),
                ('seen_at', models.DateTimeField(default=django.utils.timezone.now, help_text='When the article was first found there.')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='quotes.article')),
            ],
            options={
                'ordering': ['pk'],
            },
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
            name='ArticleVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source_kind', models.CharField(blank=True, editable=False, help_text='What the text was read from; empty where that is not known.', max_length=8)),
                ('source', models.CharField(blank=True, editable=False, help_text='The file and line, or the address, that the text was read from.', max_length=4000, verbose_name='where it was read')),
                ('found_in', models.CharField(blank=True, editable=False, help_text='The address of the feed or sitemap that led to it.', max_length=2000, verbose_name='feed')),
                ('fetched_at', models.DateTimeField(blank=True, editable=False, help_text='When it was seen at its address; null where that is not known.', null=True)),
                ('reader', models.CharField(blank=True, editable=False, help_text='The reader and its version, and those of the library it reads by.', max_length=200)),
                ('raw_sha256', models.CharField(blank=True, editable=False, help_text='SHA-256 of the bytes that were read, as 64 hexadecimal digits.', max_length=64, verbose_name='checksum')),
                ('repairs', models.JSONField(blank=True, default=list, editable=False, help_text='What was done to get the text from these bytes, in words.')),
                ('number', models.PositiveIntegerField(help_text='Counted from 1 in the order in which the texts became known here.')),
                ('text', models.TextField(help_text='As printed; offsets of this version point here.')),
                ('text_hash', models.CharField(editable=False, max_length=64)),
                ('title', models.CharField(blank=True, max_length=500)),
                ('byline', models.CharField(blank=True, max_length=300)),
                ('published_at', models.DateTimeField(blank=True, help_text='As this version told it.', null=True)),
                ('updated_at', models.DateTimeField(blank=True, help_text='When the outlet says that it changed the text, where it says so.', null=True)),
                ('stood_from', models.DateTimeField(help_text='From when on this text stood, as far as is known.')),
                ('stored_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('extractor_version', models.CharField(blank=True, editable=False, max_length=40)),
                ('article', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='quotes.article')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Authority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300)),
                ('kind', models.CharField(choices=[('person', 'Person'), ('organisation', 'Organisation'), ('group', 'Group'), ('unknown', 'Unknown')], default='unknown', max_length=12)),
                ('description', models.TextField(blank=True, help_text='What tells it from others of its name.')),
                ('wikidata_id', models.CharField(max_length=20, unique=True, verbose_name='Wikidata id')),
            ],
            options={
                'verbose_name_plural': 'authorities',
                'ordering': ['name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('wikidata_id', ''), _negated=True), name='authority_has_wikidata_id'), models.CheckConstraint(condition=models.Q(('kind__in', ['person', 'organisation', 'group', 'unknown'])), name='authority_kind_is_known')],
            },
        ),
        migrations.CreateModel(
            name='AuthorityName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300)),
                ('folded', models.CharField(db_index=True, editable=False, help_text='Without accents, case and punctuation.', max_length=300)),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='names', to='quotes.authority')),
            ],
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.SlugField(db_index=False, help_text='The kind of work, as quotes.review.desk names it.', max_length=20)),
                ('item', models.PositiveBigIntegerField(help_text='The number of the row.')),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('until', models.DateTimeField(help_text='When it ends, unless it is renewed.')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
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
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(help_text='For whom it is put off; empty: for everybody.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ReportOrigin',
            fields=[
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='origin', serialize=False, to='quotes.errorreport')),
                ('sender', models.CharField(help_text='A keyed hash of who sent it and on which day.', max_length=32)),
                ('day', models.DateField(help_text='In UTC: hashes of two days cannot be compared.')),
            ],
        ),
        migrations.CreateModel(
            name='FeedItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(help_text="Of the article's page.", max_length=2000)),
                ('title', models.CharField(blank=True, help_text='As the feed gives it.', max_length=500)),
                ('author', models.CharField(blank=True, help_text='As the feed gives it.', max_length=300)),
                ('published_at', models.DateTimeField(blank=True, help_text='As the feed gives it.', null=True)),
                ('digest', models.CharField(help_text='Of what the feed says of it: another one means that it changed.', max_length=64)),
                ('first_seen_at', models.DateTimeField(default=django.utils.timezone.now, help_text='When the feed named it first.')),
                ('fetched_at', models.DateTimeField(blank=True, help_text='When its page was fetched last.', null=True)),
                ('next_due_at', models.DateTimeField(blank=True, default=django.utils.timezone.now, help_text='When its page is to be fetched next; null: never.', null=True)),
                ('error', models.TextField(blank=True, help_text='Why it could not be stored the last time.')),
                ('etag', models.CharField(blank=True, help_text='Of the page fetched last.', max_length=500)),
                ('last_modified', models.CharField(blank=True, help_text='Of the page fetched last.', max_length=100)),
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='quotes.feed')),
            ],
        ),
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
                'constraints': [models.CheckConstraint(condition=models.Q(('wikidata_id', ''), models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace('wikidata_id', models.Value('0'), models.Value('')), models.Value('1'), models.Value('')), models.Value('2'), models.Value('')), models.Value('3'), models.Value('')), models.Value('4'), models.Value('')), models.Value('5'), models.Value('')), models.Value('6'), models.Value('')), models.Value('7'), models.Value('')), models.Value('8'), models.Value('')), models.Value('9'), models.Value('')), models.Value('Q')), django.db.models.lookups.Exact(django.db.models.functions.text.Substr('wikidata_id', 1, 1), models.Value('Q')), django.db.models.lookups.In(django.db.models.functions.text.Substr('wikidata_id', 2, 1), [models.Value('1'), models.Value('2'), models.Value('3'), models.Value('4'), models.Value('5'), models.Value('6'), models.Value('7'), models.Value('8'), models.Value('9')])), _connector='OR'), name='outlet_wikidata_id_is_one'), models.UniqueConstraint(condition=models.Q(('wikidata_id', ''), _negated=True), fields=('wikidata_id',), name='outlet_wikidata_id_once')],
            },
        ),
        migrations.AddField(
            model_name='feed',
            name='outlet',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feeds', to='quotes.outlet'),
        ),
        migrations.AddField(
            model_name='article',
            name='outlet',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='quotes.outlet'),
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.TextField(help_text='What it would do, in words.')),
                ('steps', models.JSONField(help_text="In order, each an act's name and its arguments.")),
                ('rows', models.JSONField(help_text='What it is about: rows as they stood, each with its version.')),
                ('reason', models.TextField(help_text='Why, by who proposes it.')),
                ('status', models.CharField(choices=[('open', 'open'), ('accepted', 'accepted'), ('declined', 'declined')], default='open', max_length=8)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answer', models.TextField(blank=True, help_text='What who decided says to it.')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'permissions': [('merge_many', 'Can merge many speakers as one act'), ('undo_others', 'Can undo what another person decided')],
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
            name='StatementPlacement',
            fields=[
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reason', models.TextField(blank=True)),
                ('quote', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='placement', serialize=False, to='quotes.quote')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='quote',
            name='article',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='quotes.article'),
        ),
        migrations.AddField(
            model_name='quote',
            name='outlet',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='quotes.outlet'),
        ),
        migrations.AddField(
            model_name='quote',
            name='reviewed_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviewed_quotes', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='errorreport',
            name='quote',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='error_reports', to='quotes.quote'),
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
            name='QuoteLink',
            fields=[
                ('pk', models.CompositePrimaryKey('first', 'second', blank=True, editable=False, primary_key=True, serialize=False)),
                ('probability', models.FloatField(help_text='That the two report one utterance, 0 to 1.')),
                ('sure', models.BooleanField(help_text='Their own words prove it, whatever else their articles print.')),
                ('first', models.ForeignKey(db_constraint=False, db_index=False, help_text='The quote of the smaller number.', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.quote')),
                ('second', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.quote')),
            ],
        ),
        migrations.CreateModel(
            name='QuoteVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('change', models.CharField(choices=[('first', 'stood in the first version stored'), ('unchanged', 'stayed where it was'), ('moved', 'moved, the same words'), ('reworded', 'stands in other words'), ('gone', 'was removed'), ('new', 'was added'), ('returned', 'came back')], help_text='What this version did to the quote.', max_length=9)),
                ('difference', models.CharField(blank=True, help_text='How the words differ from those before, as between printings.', max_length=22)),
                ('text', models.TextField(blank=True, help_text='Its words in this version; empty where it is gone.')),
                ('spans', models.JSONField(blank=True, default=list)),
                ('cue_spans', models.JSONField(blank=True, default=list)),
                ('source_spans', models.JSONField(blank=True, default=list)),
                ('relay_spans', models.JSONField(blank=True, default=list)),
                ('clause_spans', models.JSONField(blank=True, default=list)),
                ('status', models.CharField(choices=[('extracted', 'Extracted'), ('confirmed', 'Confirmed'), ('corrected', 'Corrected'), ('rejected', 'Rejected'), ('withdrawn', 'Withdrawn')], help_text='Where review stood when the version was replaced, or came.', max_length=9)),
                ('quote', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='quotes.quote')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quote_versions', to='quotes.articleversion')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('quotes', 'new quotes that a search finds'), ('speaker', 'new quotes by a speaker'), ('disputes', 'new disputes')], max_length=8)),
                ('parameters', models.JSONField(default=dict, help_text='As in the query string of the search.')),
                ('feed_key', models.CharField(editable=False, max_length=43, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('last_used_at', models.DateTimeField(editable=False, help_text='When its feed was read last.', null=True)),
                ('token', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to='quotes.apitoken')),
                ('user', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'saved search',
                'verbose_name_plural': 'saved searches',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SecondOpinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('extractor_version', models.CharField(help_text='The extractor that thinks so.', max_length=40)),
                ('reading', models.JSONField(default=dict, help_text='What it read, as in the quote’s own reading; empty: it no longer finds a quotation there.')),
                ('differs', models.JSONField(default=list, help_text='Names of what it reads otherwise than the decision has it.')),
                ('seen_at', models.DateTimeField(help_text='When a run first read it so.')),
                ('answered_at', models.DateTimeField(blank=True, help_text='When it was taken over or dismissed.', null=True)),
                ('answered_by', models.ForeignKey(blank=True, db_index=False, help_text='Who took it over or dismissed it; empty: nobody has.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('quote', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='second_opinion', to='quotes.quote')),
            ],
            options={
                'ordering': ['seen_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SpeakerCount',
            fields=[
                ('speaker', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='counts', serialize=False, to='quotes.speaker')),
                ('quotes', models.PositiveIntegerField(help_text='Standing ones.')),
                ('statements', models.PositiveIntegerField()),
                ('counted_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.AddField(
            model_name='quote',
            name='relayed_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='relayed_quotes', to='quotes.speaker'),
        ),
        migrations.AddField(
            model_name='quote',
            name='speaker',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='quotes.speaker'),
        ),
        migrations.CreateModel(
            name='MergedTogether',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reason', models.TextField(blank=True)),
                ('sources', models.JSONField(help_text='Keys of the speakers merged, in order.')),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.speaker')),
            ],
            options={
                'verbose_name': 'merger of many',
                'verbose_name_plural': 'mergers of many',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='BlindReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_quotation', models.BooleanField(help_text='Whether anybody is quoted at all.')),
                ('stance', models.CharField(blank=True, choices=[('states', 'States'), ('claims', 'Claims'), ('admits', 'Admits'), ('denies', 'Denies'), ('withholds', 'Withholds'), ('asks', 'Asks'), ('urges', 'Urges'), ('promises', 'Promises'), ('evaluates', 'Evaluates')], help_text='Empty: no quotation.', max_length=9)),
                ('reason', models.TextField(blank=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('disagrees', models.BooleanField(default=False, help_text="Whether it waits for a chief, with another's.")),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('quote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blind_readings', to='quotes.quote')),
                ('speaker', models.ForeignKey(blank=True, help_text='Who said it; empty: nobody named, or no quotation.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quotes.speaker')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SpeakerAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300, verbose_name='name as printed')),
                ('folded', models.CharField(db_index=True, editable=False, help_text='Without accents, case and punctuation.', max_length=300)),
                ('skeleton', models.CharField(default='', editable=False, help_text='Equal for one name in other spellings and another order.', max_length=300)),
                ('family_name', models.CharField(default='', editable=False, help_text='The last word of the name in comparable spelling.', max_length=100)),
                ('acronym', models.CharField(default='', editable=False, help_text='The capitals by which a body of this name may be known.', max_length=20)),
                ('origin', models.CharField(choices=[('extraction', 'Extraction'), ('editor', 'Editor'), ('import', 'Import')], default='editor', max_length=10)),
                ('speaker', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='quotes.speaker')),
            ],
            options={
                'verbose_name_plural': 'speaker aliases',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SpeakerCluster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('method', models.CharField(choices=[('fingerprint', 'the same words in another order'), ('ngram', 'the same letters, divided otherwise'), ('phonetic', 'sound alike'), ('linker', 'asked by the linker')], max_length=11)),
                ('key', models.CharField(help_text='What their names share.', max_length=200)),
                ('size', models.PositiveIntegerField(help_text='Speakers in it when it was found.')),
                ('found_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('members', models.ManyToManyField(related_name='+', to='quotes.speaker')),
            ],
            options={
                'verbose_name': 'names that may be one',
                'verbose_name_plural': 'names that may be one',
                'ordering': ['-size', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SpeakerDistinction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reason', models.TextField(blank=True)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.speaker')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.speaker')),
            ],
            options={
                'verbose_name': 'speakers told apart',
                'verbose_name_plural': 'speakers told apart',
            },
        ),
        migrations.CreateModel(
            name='SpeakerSuggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.FloatField(help_text='How likely they are the same, 0 to 1.')),
                ('reason', models.TextField(help_text='In words an editor understands.')),
                ('status', models.CharField(choices=[('open', 'Open'), ('same', 'Same'), ('different', 'Different')], default='open', max_length=9)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.speaker')),
                ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='quotes.speaker')),
            ],
            options={
                'verbose_name': 'speakers who may be one',
                'verbose_name_plural': 'speakers who may be one',
                'ordering': ['-score', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(help_text='The fullest wording printed.')),
                ('stance', models.CharField(default='states', help_text='That of the fullest wording.', max_length=9)),
                ('clause', models.TextField(blank=True, help_text='The words that the fullest wording stands in, where they belong to it: it is no verbatim quotation, or is denied.')),
                ('first_published_at', models.DateTimeField(blank=True, null=True)),
                ('dated_at', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('first_published_at', models.Value(datetime.datetime(1, 1, 2, 0, 0, tzinfo=datetime.timezone.utc))), help_text='What lists are ordered by: undated ones come last.', output_field=models.DateTimeField())),
                ('quote_count', models.PositiveIntegerField(default=0)),
                ('outlet_count', models.PositiveIntegerField(default=0, help_text='Independent outlets: wire copies are not counted.')),
                ('dispute', models.CharField(blank=True, choices=[('distinct', 'different speakers'), ('relay', 'an intermediary given as the speaker'), ('granularity', 'a body against its official'), ('joint', 'the sets of speakers differ')], max_length=12, null=True)),
                ('dispute_grade', models.CharField(blank=True, choices=[('alert', 'worth a call'), ('note', 'to be noted')], default='alert', help_text='Alert: nearly the same words of different agents in two outlets, read with confidence. Empty: nobody disagrees.', max_length=5)),
                ('disputed_at', models.DateTimeField(blank=True, help_text='Since when outlets have disagreed as they do; empty: they do not.', null=True)),
                ('resolution', models.TextField(blank=True, help_text='How an editor settled the dispute, and why.')),
                ('resolved_at', models.DateTimeField(blank=True, null=True)),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='quotes.statement')),
                ('resolved_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('speaker', models.ForeignKey(blank=True, help_text='The accepted speaker, where there is one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='quotes.speaker')),
            ],
            options={
                'ordering': ['-dated_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='quote',
            name='statement',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='quotes', to='quotes.statement'),
        ),
        migrations.CreateModel(
            name='StatementDistinction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reason', models.TextField(blank=True)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.statement')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='quotes.statement')),
            ],
            options={
                'verbose_name': 'statements told apart',
                'verbose_name_plural': 'statements told apart',
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('webhook', 'webhook'), ('email', 'e-mail')], max_length=7)),
                ('address', models.CharField(help_text='Where to: an address of the Web, or of e-mail.', max_length=2000)),
                ('secret', models.CharField(blank=True, editable=False, help_text='By which webhooks are signed: it must be known to sign with it.', max_length=100)),
                ('frequency', models.CharField(choices=[('at_once', 'at once'), ('hourly', 'once an hour'), ('daily', 'once a day')], default='at_once', help_text='How often at most.', max_length=7)),
                ('after_id', models.BigIntegerField(default=0, editable=False, help_text='Quotes up to this number are done with.')),
                ('after_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, help_text='What happened before is done with.')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('confirmation_sent_at', models.DateTimeField(editable=False, help_text='When the owner of the e-mail address was asked.', null=True)),
                ('confirmed_at', models.DateTimeField(editable=False, help_text='Since when something may be sent.', null=True)),
                ('last_sent_at', models.DateTimeField(editable=False, help_text='When something was taken last.', null=True)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('ended_why', models.CharField(blank=True, editable=False, help_text='By whom, and why.', max_length=300)),
                ('saved_search', models.ForeignKey(help_text='What is heard of; without one, corrections.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='subscriptions', to='quotes.savedsearch')),
                ('token', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='subscriptions', to='quotes.apitoken')),
                ('user', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='subscriptions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.CharField(help_text='What happened, by a name that nothing else has.', max_length=80)),
                ('number', models.BigIntegerField(help_text='Of the quote, the statement or the act that it is about.')),
                ('body', models.JSONField(help_text='What is sent, the same at every attempt.')),
                ('status', models.CharField(choices=[('pending', 'to be sent'), ('delivered', 'taken'), ('dead', 'given up')], default='pending', max_length=9)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, help_text='When to try, or to try again.')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('done_at', models.DateTimeField(help_text='When it was taken.', null=True)),
                ('log', models.JSONField(default=list, help_text='Each attempt: when, what was answered, how long.')),
                ('subscription', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='quotes.subscription')),
            ],
            options={
                'verbose_name_plural': 'deliveries',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('told', models.CharField(help_text='In words, without the reason.', max_length=120, verbose_name='what was done')),
                ('reason', models.TextField(blank=True, help_text='Why, as the person wrote it.')),
                ('made_at', models.DateTimeField(help_text='When: the date of every history row that belongs to it.')),
                ('row_count', models.PositiveIntegerField(default=0, help_text='How many quotes it changed.', verbose_name='quotes')),
                ('made_by', models.ForeignKey(db_index=False, help_text='Who did it.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.OneToOneField(blank=True, help_text='The act that took it back; empty: it stands.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undoes', to='quotes.act')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('made_by', 'made_at'), name='act_one_per_person_and_moment'), models.CheckConstraint(condition=models.Q(('undone_by', models.F('id')), _negated=True), name='act_not_undone_by_itself')],
            },
        ),
        migrations.AddConstraint(
            model_name='apitoken',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='token_revocation_has_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='queuedarticle',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('read_at__isnull', True), ('read_version__isnull', True), ('result__isnull', True)), models.Q(('read_at__isnull', False), ('read_version__isnull', False), ('result__isnull', False)), _connector='OR'), name='queued_article_read_with_its_result'),
        ),
        migrations.AddConstraint(
            model_name='articleversion',
            constraint=models.UniqueConstraint(fields=('article', 'number'), name='version_one_per_number'),
        ),
        migrations.AddConstraint(
            model_name='articleversion',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='version_has_a_text'),
        ),
        migrations.AddConstraint(
            model_name='articleversion',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='version_counts_from_one'),
        ),
        migrations.AddConstraint(
            model_name='authorityname',
            constraint=models.UniqueConstraint(fields=('authority', 'folded'), name='authority_name_once'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.UniqueConstraint(fields=('kind', 'item'), name='claim_once'),
        ),
        migrations.AddConstraint(
            model_name='deferral',
            constraint=models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('kind', 'item', 'user'), name='deferral_once_for_each'),
        ),
        migrations.AddConstraint(
            model_name='deferral',
            constraint=models.UniqueConstraint(condition=models.Q(('user__isnull', True)), fields=('kind', 'item'), name='deferral_once_for_all'),
        ),
        migrations.AddConstraint(
            model_name='feeditem',
            constraint=models.UniqueConstraint(fields=('feed', 'address'), name='feed_item_once_per_feed'),
        ),
        migrations.AddConstraint(
            model_name='feed',
            constraint=models.CheckConstraint(condition=models.Q(('every_minutes__gte', 1)), name='feed_waits_a_minute'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(fields=('outlet', 'text_hash'), name='article_one_per_outlet_and_text'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='article_has_a_text'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['article', 'press_release', 'transcript'])), name='article_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('status', 'open')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('status__in', ['accepted', 'declined'])), _connector='OR'), name='proposal_decided_by_whom_and_when'),
        ),
        migrations.AddField(
            model_name='statementplacement',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='errorreport',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'open')), fields=('quote', 'digest'), name='report_once_while_open'),
        ),
        migrations.AddConstraint(
            model_name='errorreport',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['speaker', 'words', 'not_a_quote', 'statement', 'other'])), name='report_reason_is_known'),
        ),
        migrations.AddConstraint(
            model_name='errorreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('settled_by', None), ('status', 'open')), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False), ('status__in', ['accepted', 'dismissed', 'spam'])), _connector='OR'), name='report_settled_by_whom_and_when'),
        ),
        migrations.AddConstraint(
            model_name='quoteversion',
            constraint=models.UniqueConstraint(fields=('quote', 'version'), name='quote_version_once'),
        ),
        migrations.AddConstraint(
            model_name='quoteversion',
            constraint=models.CheckConstraint(condition=models.Q(('change__in', ['first', 'unchanged', 'moved', 'reworded', 'gone', 'new', 'returned'])), name='quote_version_change_is_known'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('token__isnull', True), ('user__isnull', False)), models.Q(('token__isnull', False), ('user__isnull', True)), _connector='OR'), name='saved_search_has_one_owner'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['quotes', 'speaker', 'disputes'])), name='saved_search_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='secondopinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('answered_by', None)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='opinion_answer_has_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='speaker',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['person', 'organisation', 'group', 'unknown'])), name='speaker_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='speaker',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='speaker_not_merged_into_itself'),
        ),
        migrations.AddConstraint(
            model_name='speaker',
            constraint=models.CheckConstraint(condition=models.Q(('wikidata_id', ''), models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace(django.db.models.functions.text.Replace('wikidata_id', models.Value('0'), models.Value('')), models.Value('1'), models.Value('')), models.Value('2'), models.Value('')), models.Value('3'), models.Value('')), models.Value('4'), models.Value('')), models.Value('5'), models.Value('')), models.Value('6'), models.Value('')), models.Value('7'), models.Value('')), models.Value('8'), models.Value('')), models.Value('9'), models.Value('')), models.Value('Q')), django.db.models.lookups.Exact(django.db.models.functions.text.Substr('wikidata_id', 1, 1), models.Value('Q')), django.db.models.lookups.In(django.db.models.functions.text.Substr('wikidata_id', 2, 1), [models.Value('1'), models.Value('2'), models.Value('3'), models.Value('4'), models.Value('5'), models.Value('6'), models.Value('7'), models.Value('8'), models.Value('9')])), _connector='OR'), name='speaker_wikidata_id_is_one'),
        ),
        migrations.AddConstraint(
            model_name='speaker',
            constraint=models.UniqueConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('wikidata_id', ''), _negated=True)), fields=('wikidata_id',), name='speaker_wikidata_id_once'),
        ),
        migrations.AddConstraint(
            model_name='mergedtogether',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at', None), ('undone_by', None)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='merger_undone_by_whom_and_when'),
        ),
        migrations.AddConstraint(
            model_name='blindreading',
            constraint=models.UniqueConstraint(fields=('quote', 'reader'), name='blind_reading_once_per_reader'),
        ),
        migrations.AddConstraint(
            model_name='speakeralias',
            constraint=models.UniqueConstraint(fields=('speaker', 'folded'), name='alias_once_per_speaker'),
        ),
        migrations.AddConstraint(
            model_name='speakeralias',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['extraction', 'editor', 'import'])), name='alias_origin_is_known'),
        ),
        migrations.AddConstraint(
            model_name='speakercluster',
            constraint=models.UniqueConstraint(fields=('method', 'key'), name='cluster_once'),
        ),
        migrations.AddConstraint(
            model_name='speakerdistinction',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='speakers_told_apart_once'),
        ),
        migrations.AddConstraint(
            model_name='speakerdistinction',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='speakers_told_apart_in_order'),
        ),
        migrations.AddConstraint(
            model_name='speakersuggestion',
            constraint=models.UniqueConstraint(fields=('speaker', 'candidate'), name='suggestion_once_per_pair'),
        ),
        migrations.AddConstraint(
            model_name='speakersuggestion',
            constraint=models.CheckConstraint(condition=models.Q(('speaker__gt', models.F('candidate'))), name='suggestion_newer_speaker_first'),
        ),
        migrations.AddConstraint(
            model_name='speakersuggestion',
            constraint=models.CheckConstraint(condition=models.Q(('score__gte', 0), ('score__lte', 1)), name='suggestion_score_is_a_probability'),
        ),
        migrations.AddConstraint(
            model_name='speakersuggestion',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['open', 'same', 'different'])), name='suggestion_status_is_known'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('dispute', None), ('dispute__in', ['distinct', 'relay', 'granularity', 'joint']), _connector='OR'), name='statement_dispute_is_known'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('resolved_at', None), ('resolved_by', None)), models.Q(('resolved_at__isnull', False), ('resolved_by__isnull', False)), _connector='OR'), name='statement_resolution_has_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='statement_not_merged_into_itself'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.UniqueConstraint(fields=('article', 'start', 'end', 'gone_in'), name='quote_one_per_span'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='quote_starts_before_it_ends'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('confidence__gte', 0), ('confidence__lte', 1)), name='quote_confidence_is_a_probability'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at', None), ('reviewed_by', None)), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='quote_review_has_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at__isnull', True), ('status__in', ['extracted', 'withdrawn'])), models.Q(('reviewed_at__isnull', False), ('status__in', ['confirmed', 'corrected', 'rejected'])), models.Q(('gone_in__gt', 0), ('status', 'withdrawn')), _connector='OR'), name='quote_status_says_whether_reviewed'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['direct', 'indirect', 'mixed'])), name='quote_kind_is_known'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('stance__in', ['states', 'claims', 'admits', 'denies', 'withholds', 'asks', 'urges', 'promises', 'evaluates', ''])), name='quote_stance_is_known'),
        ),
        migrations.AddConstraint(
            model_name='statementdistinction',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='statements_told_apart_once'),
        ),
        migrations.AddConstraint(
            model_name='statementdistinction',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='statements_told_apart_in_order'),
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('token__isnull', True), ('user__isnull', False)), models.Q(('token__isnull', False), ('user__isnull', True)), _connector='OR'), name='subscription_has_one_owner'),
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('channel', 'webhook'), ('frequency', 'at_once'), models.Q(('secret', ''), _negated=True)), models.Q(('channel', 'email'), ('frequency__in', ['hourly', 'daily']), ('secret', '')), _connector='OR'), name='subscription_channel_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('subscription', 'event'), name='delivery_once_per_event'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['pending', 'delivered', 'dead'])), name='delivery_status_is_known'),
        ),
    ]
