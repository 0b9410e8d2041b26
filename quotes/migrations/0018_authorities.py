"""The newsroom's own authorities: a look-up, of which nothing else depends."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0016_operations'),
    ]

    operations = [
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
            options={
                'constraints': [models.UniqueConstraint(fields=('authority', 'folded'), name='authority_name_once')],
            },
        ),
    ]
