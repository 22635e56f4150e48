from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("web", "0004_result_agenda")]

    operations = [
        migrations.AlterField("paperversion", "content_hash", models.CharField(max_length=80)),
        migrations.AlterField("decision", "content_hash", models.CharField(blank=True, max_length=80)),
        migrations.AddField(
            "paperversion", "document", models.BinaryField(default=b""), preserve_default=False
        ),
        migrations.AlterField(
            "paperversion", "docx", models.BinaryField(default=b""), preserve_default=False
        ),
        migrations.AddField(
            "paperversion", "files_hash", models.CharField(default="", max_length=80), preserve_default=False
        ),
    ]
