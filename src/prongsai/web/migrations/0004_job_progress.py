from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0003_read"),
    ]

    operations = [
        migrations.AddField(
            model_name="job",
            name="progress",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
