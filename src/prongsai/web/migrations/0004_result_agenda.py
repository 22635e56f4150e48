from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("web", "0003_other_owners")]

    operations = [
        migrations.AddField(
            model_name="result",
            name="agenda",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
