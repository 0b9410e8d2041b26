"""The group “Editors” may keep feeds, too.

Rolled back, nobody may: the permissions are gone.
"""

from django.db import migrations

GROUP = "Editors"
MAY = {"feed": ["view", "add", "change"]}


def let_editors(apps, schema_editor):
    # As in 0004: on a new database the permissions have to be made first.
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    group = apps.get_model("auth", "Group").objects.filter(name=GROUP).first()
    if group is None:
        return
    for model, acts in MAY.items():
        content_type, _ = content_types.get_or_create(app_label="quotes", model=model)
        for act in acts:
            permission, _ = permissions.get_or_create(
                content_type=content_type,
                codename=f"{act}_{model}",
                defaults={"name": f"Can {act} {model}"},
            )
            group.permissions.add(permission)


def take_back(apps, schema_editor):
    apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="quotes", content_type__model__in=MAY
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("quotes", "0008_feeds_and_provenance"),
    ]

    operations = [migrations.RunPython(let_editors, take_back)]
