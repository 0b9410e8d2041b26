"""A group of users who review quotes: “Editors”, and what they may do.

Rolled back, the group is gone, and with it who belonged to it.
"""

from django.db import migrations

GROUP = "Editors"
MAY = {
    "apitoken": ["view", "add", "change"],
    "article": ["view"],
    "errorreport": ["view", "change"],
    "outlet": ["view", "add", "change"],
    "quote": ["view", "change"],
    "savedsearch": ["view", "delete"],
    "speaker": ["view", "add", "change"],
    "speakeralias": ["view", "add", "delete"],
    "speakersuggestion": ["view", "change"],
    "statement": ["view", "change"],
}


def add_editors(apps, schema_editor):
    # Django writes the permissions only after all migrations, so on a new
    # database the ones named here have to be made first; it then finds them.
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    for model, acts in MAY.items():
        content_type, _ = content_types.get_or_create(app_label="quotes", model=model)
        verbose_name = apps.get_model("quotes", model)._meta.verbose_name
        for act in acts:
            permission, _ = permissions.get_or_create(
                content_type=content_type,
                codename=f"{act}_{model}",
                defaults={"name": f"Can {act} {verbose_name}"},
            )
            group.permissions.add(permission)


def remove_editors(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=GROUP).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("quotes", "0003_postgres_search"),
    ]

    operations = [migrations.RunPython(add_editors, remove_editors)]
