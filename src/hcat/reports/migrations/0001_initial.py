
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('evidence', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60, unique=True)),
                ('kind', models.CharField(choices=[('board', 'Board'), ('evaluation', 'Evaluation'), ('steering', 'Steering')], max_length=12)),
                ('due_on', models.DateField()),
                ('accounts', models.CharField(max_length=80)),
                ('to', models.CharField(max_length=80)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('frozen', 'Frozen'), ('signed', 'Signed'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10)),
                ('frozen_by', models.CharField(blank=True, max_length=200)),
                ('frozen_by_user', models.BigIntegerField(null=True)),
                ('signed_on', models.DateField(null=True)),
                ('signed_as', models.CharField(blank=True, max_length=80)),
                ('signed_by', models.CharField(blank=True, max_length=200)),
                ('signed_by_user', models.BigIntegerField(null=True)),
                ('withdrawn_on', models.DateField(null=True)),
                ('withdrawn_reason', models.TextField(blank=True)),
                ('is_demo', models.BooleanField(db_index=True, default=False)),
            ],
            options={
                'ordering': ['-due_on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['board', 'evaluation', 'steering'])), name='report_kind_known'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'frozen', 'signed', 'withdrawn'])), name='report_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('signed_as', ''), ('signed_on__isnull', True)), models.Q(('signed_on__isnull', False), models.Q(('signed_as', ''), _negated=True)), _connector='OR'), name='report_signed_in_a_role'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'signed'), _negated=True), ('signed_on__isnull', False), _connector='OR'), name='report_signed_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), ('withdrawn_on__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('withdrawn_on__isnull', True), ('withdrawn_reason', '')), _connector='OR'), name='report_withdrawn_says_why'), models.UniqueConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('kind', 'steering'), _negated=True)), fields=('kind', 'due_on'), name='report_once_per_date'), models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('kind',), name='report_one_draft_per_kind')],
            },
        ),
        migrations.CreateModel(
            name='Frozen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', models.DateField()),
                ('known_on', models.DateTimeField()),
                ('frozen_at', models.DateTimeField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('counts', models.JSONField(default=list)),
                ('counts_fingerprint', models.CharField(blank=True, max_length=64)),
                ('is_demo', models.BooleanField(default=False)),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.snapshot')),
                ('previous', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.report')),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='frozen', to='reports.report')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DecisionAsked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.JSONField()),
                ('of', models.CharField(max_length=80)),
                ('by_when', models.DateField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked', to='reports.report')),
            ],
            options={
                'ordering': ['by_when', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SignedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=2)),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('is_demo', models.BooleanField(default=False)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='reports.report')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Words',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(max_length=40)),
                ('texts', models.JSONField(default=dict)),
                ('edition', models.PositiveIntegerField(default=1)),
                ('written_at', models.DateTimeField()),
                ('written_by_user', models.BigIntegerField(null=True)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='reports.report')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='DecisionOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('taken', 'Taken'), ('deferred', 'Deferred'), ('dropped', 'Dropped')], max_length=10)),
                ('on', models.DateField()),
                ('reason', models.TextField(blank=True)),
                ('decision', models.CharField(blank=True, max_length=80)),
                ('until', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('asked', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outcomes', to='reports.decisionasked')),
            ],
            options={
                'ordering': ['on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('until__isnull', True), ('what', 'taken'), models.Q(('decision', ''), _negated=True)), models.Q(('decision', ''), ('until__isnull', False), ('what', 'deferred'), models.Q(('reason', ''), _negated=True)), models.Q(('decision', ''), ('until__isnull', True), ('what', 'dropped'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='outcome_says_what_it_needs'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('on')), _connector='OR'), name='outcome_put_off_to_a_later_day'), models.UniqueConstraint(condition=models.Q(('what__in', ['taken', 'dropped'])), fields=('asked',), name='outcome_settles_once')],
            },
        ),
        migrations.CreateModel(
            name='FrozenDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=2)),
                ('content', models.JSONField()),
                ('is_demo', models.BooleanField(default=False)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='reports.report')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('report', 'language'), name='frozen_document_once_per_language')],
            },
        ),
        migrations.AddConstraint(
            model_name='decisionasked',
            constraint=models.CheckConstraint(condition=models.Q(('of', ''), _negated=True), name='asked_of_a_body'),
        ),
        migrations.AddConstraint(
            model_name='signedfile',
            constraint=models.UniqueConstraint(fields=('report', 'language'), name='signed_file_once_per_language'),
        ),
        migrations.AddConstraint(
            model_name='words',
            constraint=models.UniqueConstraint(fields=('report', 'section'), name='words_once_per_section'),
        ),
    ]
