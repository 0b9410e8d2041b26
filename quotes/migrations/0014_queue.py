"""What is with the queue: articles for workers to read, and what they have found."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0013_roles_given'),
    ]

    operations = [
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
            options={
                'indexes': [models.Index(condition=models.Q(('read_at__isnull', True)), fields=['queued_at', 'article'], name='queued_unread'), models.Index(condition=models.Q(('read_at__isnull', False)), fields=['urgency', 'read_at', 'article'], name='queued_read')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('read_at__isnull', True), ('read_version__isnull', True), ('result__isnull', True)), models.Q(('read_at__isnull', False), ('read_version__isnull', False), ('result__isnull', False)), _connector='OR'), name='queued_article_read_with_its_result')],
            },
        ),
    ]
