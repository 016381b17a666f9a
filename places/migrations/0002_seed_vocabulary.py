"""Seed the closed vocabularies; apart from 0001, which is made again until the first release."""

from django.db import migrations

from places import vocabulary


def seed(apps, schema_editor):
    vocabulary.seed(apps.get_model("places", "Term"))


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
