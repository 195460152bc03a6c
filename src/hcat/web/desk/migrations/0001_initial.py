# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Planned',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField()),
                ('matter', models.CharField(max_length=200)),
                ('sort', models.SlugField()),
                ('only_waited', models.BooleanField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'week', 'matter'), name='planned_once_in_a_week'), models.CheckConstraint(condition=models.Q(('matter', ''), _negated=True), name='planned_says_what')],
            },
        ),
        migrations.CreateModel(
            name='SetAside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('matter', models.CharField(max_length=200)),
                ('until', models.DateField()),
                ('state', models.CharField(blank=True, max_length=200)),
                ('reason', models.CharField(max_length=300)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'matter'), name='set_aside_once_per_person'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='set_aside_says_why'), models.CheckConstraint(condition=models.Q(('matter', ''), _negated=True), name='set_aside_says_what')],
            },
        ),
    ]
