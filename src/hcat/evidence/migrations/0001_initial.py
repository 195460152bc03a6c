
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('recorded_by', models.CharField(max_length=200)),
                ('recorded_by_user', models.BigIntegerField(null=True)),
                ('is_demo', models.BooleanField(db_index=True, default=False)),
                ('file', models.CharField(max_length=120)),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('new', models.PositiveIntegerField()),
                ('corrected', models.PositiveIntegerField()),
                ('as_role', models.CharField(blank=True, max_length=20)),
                ('supersedes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='evidence.batch')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='DraftFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('recorded_by', models.CharField(max_length=200)),
                ('recorded_by_user', models.BigIntegerField(null=True)),
                ('is_demo', models.BooleanField(db_index=True, default=False)),
                ('value', models.FloatField(null=True)),
                ('low', models.FloatField(null=True)),
                ('high', models.FloatField(null=True)),
                ('confidence', models.FloatField(default=0.95)),
                ('n', models.PositiveIntegerField(null=True)),
                ('population', models.PositiveIntegerField(null=True)),
                ('numerator', models.FloatField(null=True)),
                ('denominator', models.FloatField(null=True)),
                ('unit', models.CharField(max_length=40)),
                ('start', models.DateField()),
                ('end', models.DateField(db_index=True)),
                ('method', models.TextField()),
                ('quality', models.CharField(choices=[('measured', 'measured'), ('published', 'published'), ('estimated', 'estimated'), ('assumed', 'assumed')], max_length=10)),
                ('source', models.TextField()),
                ('source_key', models.CharField(blank=True, max_length=80)),
                ('missing_reason', models.TextField(blank=True)),
                ('note', models.TextField(blank=True)),
                ('result', models.CharField(db_index=True, max_length=80)),
                ('target', models.CharField(max_length=80)),
                ('condition', models.CharField(blank=True, max_length=80)),
                ('group', models.CharField(blank=True, max_length=120)),
                ('also', models.JSONField(default=list)),
                ('counts_missing_reason', models.TextField(blank=True)),
                ('as_role', models.CharField(blank=True, max_length=20)),
                ('row', models.PositiveIntegerField(null=True)),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='evidence.batch')),
                ('supersedes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='evidence.draftfigure')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='DraftStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('recorded_by', models.CharField(max_length=200)),
                ('recorded_by_user', models.BigIntegerField(null=True)),
                ('is_demo', models.BooleanField(db_index=True, default=False)),
                ('to', models.CharField(choices=[('checked', 'checked'), ('approved', 'approved'), ('returned', 'returned'), ('withdrawn', 'withdrawn')], max_length=10)),
                ('as_role', models.CharField(blank=True, max_length=20)),
                ('is_alone', models.BooleanField(default=False)),
                ('reason', models.TextField(blank=True)),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='evidence.batch')),
                ('draft', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='evidence.draftfigure')),
                ('supersedes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='evidence.draftstep')),
            ],
            options={
                'ordering': ['draft', 'batch', 'id'],
            },
        ),
        migrations.CreateModel(
            name='EvidenceFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('recorded_by', models.CharField(max_length=200)),
                ('recorded_by_user', models.BigIntegerField(null=True)),
                ('is_demo', models.BooleanField(db_index=True, default=False)),
                ('name', models.CharField(max_length=120)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('kept_as', models.CharField(max_length=40)),
                ('about', models.CharField(blank=True, max_length=200)),
                ('is_public', models.BooleanField(default=False)),
                ('removed_because', models.CharField(blank=True, max_length=300)),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='evidence.batch')),
                ('draft', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='evidence.draftfigure')),
                ('supersedes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='evidence.evidencefile')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('recorded_by', models.CharField(max_length=200)),
                ('recorded_by_user', models.BigIntegerField(null=True)),
                ('is_demo', models.BooleanField(db_index=True, default=False)),
                ('value', models.FloatField(null=True)),
                ('low', models.FloatField(null=True)),
                ('high', models.FloatField(null=True)),
                ('confidence', models.FloatField(default=0.95)),
                ('n', models.PositiveIntegerField(null=True)),
                ('population', models.PositiveIntegerField(null=True)),
                ('numerator', models.FloatField(null=True)),
                ('denominator', models.FloatField(null=True)),
                ('unit', models.CharField(max_length=40)),
                ('start', models.DateField()),
                ('end', models.DateField(db_index=True)),
                ('method', models.TextField()),
                ('quality', models.CharField(choices=[('measured', 'measured'), ('published', 'published'), ('estimated', 'estimated'), ('assumed', 'assumed')], max_length=10)),
                ('source', models.TextField()),
                ('source_key', models.CharField(blank=True, max_length=80)),
                ('missing_reason', models.TextField(blank=True)),
                ('note', models.TextField(blank=True)),
                ('measure', models.CharField(db_index=True, max_length=120)),
                ('result', models.CharField(blank=True, db_index=True, max_length=80)),
                ('target', models.CharField(blank=True, max_length=80)),
                ('condition', models.CharField(blank=True, max_length=80)),
                ('group', models.CharField(blank=True, max_length=120)),
                ('code_version', models.CharField(max_length=80)),
                ('inputs_fingerprint', models.CharField(max_length=64)),
                ('inputs', models.JSONField(default=dict)),
                ('supersedes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='evidence.observation')),
            ],
            options={
                'ordering': ['measure', 'group', 'start', 'id'],
            },
        ),
        migrations.AddField(
            model_name='draftfigure',
            name='corrects',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.observation'),
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', models.DateField()),
                ('known_on', models.DateTimeField()),
                ('taken_at', models.DateTimeField(db_index=True)),
                ('release', models.CharField(max_length=40)),
                ('content', models.JSONField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('is_demo', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['taken_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('known_on__lte', models.F('taken_at'))), name='snapshot_of_what_was_known')],
            },
        ),
        migrations.CreateModel(
            name='AssessorFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('recorded_by', models.CharField(max_length=200)),
                ('recorded_by_user', models.BigIntegerField(null=True)),
                ('is_demo', models.BooleanField(db_index=True, default=False)),
                ('result', models.CharField(db_index=True, max_length=80)),
                ('target', models.CharField(max_length=80)),
                ('assessor', models.CharField(max_length=80)),
                ('judged_on', models.DateField()),
                ('findings', models.JSONField()),
                ('source', models.TextField()),
                ('supersedes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='evidence.assessorfinding')),
            ],
            options={
                'ordering': ['result', 'target', 'judged_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('result', ''), _negated=True), models.Q(('target', ''), _negated=True), models.Q(('assessor', ''), _negated=True), models.Q(('source', ''), _negated=True)), name='finding_has_target_assessor_source'), models.UniqueConstraint(condition=models.Q(('supersedes__isnull', True)), fields=('result', 'target', 'assessor', 'judged_on', 'is_demo'), name='finding_one_chain_per_day')],
            },
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('file', ''), _negated=True), models.Q(('sha256', ''), _negated=True), models.Q(('new__gt', 0), ('corrected__gt', 0), _connector='OR')), name='batch_known'),
        ),
        migrations.AddConstraint(
            model_name='draftstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('batch__isnull', True), ('draft__isnull', False)), models.Q(('batch__isnull', False), ('draft__isnull', True)), _connector='OR'), name='draftstep_about_one'),
        ),
        migrations.AddConstraint(
            model_name='draftstep',
            constraint=models.UniqueConstraint(condition=models.Q(('draft__isnull', False), ('supersedes__isnull', True)), fields=('draft',), name='draftstep_one_chain_per_draft'),
        ),
        migrations.AddConstraint(
            model_name='draftstep',
            constraint=models.UniqueConstraint(condition=models.Q(('batch__isnull', False), ('supersedes__isnull', True)), fields=('batch',), name='draftstep_one_chain_per_batch'),
        ),
        migrations.AddConstraint(
            model_name='draftstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_alone', False), ('to__in', ['checked', 'approved'])), models.Q(('reason', ''), _negated=True), _connector='OR'), name='draftstep_says_why'),
        ),
        migrations.AddConstraint(
            model_name='draftstep',
            constraint=models.CheckConstraint(condition=models.Q(('is_alone', False), ('to', 'approved'), _connector='OR'), name='draftstep_alone_approves'),
        ),
        migrations.AddConstraint(
            model_name='evidencefile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('batch__isnull', True), ('draft__isnull', False)), models.Q(('batch__isnull', False), ('draft__isnull', True)), _connector='OR'), name='evidencefile_about_one'),
        ),
        migrations.AddConstraint(
            model_name='evidencefile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('kept_as', ''), _negated=True), models.Q(('sha256', ''), _negated=True), ('size__gt', 0)), name='evidencefile_known'),
        ),
        migrations.AddConstraint(
            model_name='evidencefile',
            constraint=models.UniqueConstraint(condition=models.Q(('supersedes__isnull', True)), fields=('kept_as',), name='evidencefile_one_chain_per_file'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('missing_reason', ''), ('value__isnull', False)), models.Q(('high__isnull', True), ('low__isnull', True), ('value__isnull', True), models.Q(('missing_reason', ''), _negated=True)), _connector='OR'), name='observation_value_or_reason'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('low__isnull', True), ('low__lte', models.F('value')), _connector='OR'), name='observation_low_below_value'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('high__isnull', True), ('high__gte', models.F('value')), _connector='OR'), name='observation_high_above_value'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('denominator__isnull', True), ('numerator__isnull', True)), models.Q(('denominator__gt', 0), ('denominator__isnull', False), ('numerator__gte', 0), ('numerator__isnull', False), ('numerator__lte', models.F('denominator'))), _connector='OR'), name='observation_part_of_whole'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('n__isnull', True), ('population__isnull', True), ('n__lte', models.F('population')), _connector='OR'), name='observation_n_within_population'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('confidence__gt', 0), ('confidence__lt', 1)), name='observation_confidence_between_0_and_1'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('start__lte', models.F('end'))), name='observation_period_in_order'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('source', ''), _negated=True), models.Q(('method', ''), _negated=True), models.Q(('unit', ''), _negated=True)), name='observation_has_source_method_unit'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('quality__in', ['measured', 'published', 'estimated', 'assumed'])), name='observation_quality_known'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('measure', ''), _negated=True), name='observation_has_measure'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('measure', 'entered'), models.Q(('result', ''), _negated=True), models.Q(('target', ''), _negated=True)), models.Q(models.Q(('measure', 'entered'), _negated=True), ('condition', ''), ('result', ''), ('target', '')), _connector='OR'), name='observation_entered_for_a_target'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.UniqueConstraint(condition=models.Q(('supersedes__isnull', True)), fields=('measure', 'result', 'target', 'condition', 'group', 'start', 'end', 'is_demo'), name='observation_one_chain_per_period'),
        ),
        migrations.AddConstraint(
            model_name='draftfigure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('missing_reason', ''), ('value__isnull', False)), models.Q(('high__isnull', True), ('low__isnull', True), ('value__isnull', True), models.Q(('missing_reason', ''), _negated=True)), _connector='OR'), name='draftfigure_value_or_reason'),
        ),
        migrations.AddConstraint(
            model_name='draftfigure',
            constraint=models.CheckConstraint(condition=models.Q(('low__isnull', True), ('low__lte', models.F('value')), _connector='OR'), name='draftfigure_low_below_value'),
        ),
        migrations.AddConstraint(
            model_name='draftfigure',
            constraint=models.CheckConstraint(condition=models.Q(('high__isnull', True), ('high__gte', models.F('value')), _connector='OR'), name='draftfigure_high_above_value'),
        ),
        migrations.AddConstraint(
            model_name='draftfigure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('denominator__isnull', True), ('numerator__isnull', True)), models.Q(('denominator__gt', 0), ('denominator__isnull', False), ('numerator__gte', 0), ('numerator__isnull', False), ('numerator__lte', models.F('denominator'))), _connector='OR'), name='draftfigure_part_of_whole'),
        ),
        migrations.AddConstraint(
            model_name='draftfigure',
            constraint=models.CheckConstraint(condition=models.Q(('n__isnull', True), ('population__isnull', True), ('n__lte', models.F('population')), _connector='OR'), name='draftfigure_n_within_population'),
        ),
        migrations.AddConstraint(
            model_name='draftfigure',
            constraint=models.CheckConstraint(condition=models.Q(('confidence__gt', 0), ('confidence__lt', 1)), name='draftfigure_confidence_between_0_and_1'),
        ),
        migrations.AddConstraint(
            model_name='draftfigure',
            constraint=models.CheckConstraint(condition=models.Q(('start__lte', models.F('end'))), name='draftfigure_period_in_order'),
        ),
        migrations.AddConstraint(
            model_name='draftfigure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('source', ''), _negated=True), models.Q(('method', ''), _negated=True), models.Q(('unit', ''), _negated=True)), name='draftfigure_has_source_method_unit'),
        ),
        migrations.AddConstraint(
            model_name='draftfigure',
            constraint=models.CheckConstraint(condition=models.Q(('quality__in', ['measured', 'published', 'estimated', 'assumed'])), name='draftfigure_quality_known'),
        ),
        migrations.AddConstraint(
            model_name='draftfigure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('result', ''), _negated=True), models.Q(('target', ''), _negated=True)), name='draftfigure_for_a_target'),
        ),
        migrations.AddConstraint(
            model_name='draftfigure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('batch__isnull', True), ('row__isnull', True)), models.Q(('batch__isnull', False), ('row__isnull', False), ('supersedes__isnull', True)), _connector='OR'), name='draftfigure_of_a_batch_has_a_row'),
        ),
        migrations.AddConstraint(
            model_name='draftfigure',
            constraint=models.CheckConstraint(condition=models.Q(('corrects__isnull', True), models.Q(('note', ''), _negated=True), _connector='OR'), name='draftfigure_correction_says_why'),
        ),
        migrations.AddConstraint(
            model_name='draftfigure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('unit__in', ['percent', 'share']), _negated=True), ('value__isnull', True), models.Q(('counts_missing_reason', ''), ('numerator__isnull', False)), models.Q(('numerator__isnull', True), models.Q(('counts_missing_reason', ''), _negated=True), models.Q(('quality', 'measured'), _negated=True)), _connector='OR'), name='draftfigure_share_has_counts'),
        ),
    ]
