"""Editors see what is sent out, end it, and let deliveries be tried again."""

from django.db import migrations

GROUP = "Editors"
MAY = {"subscription": ["view", "change"], "delivery": ["view", "change"]}


def add_permissions(apps, schema_editor):
    # As in 0004: Django makes the permissions only after all migrations.
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    group = apps.get_model("auth", "Group").objects.filter(name=GROUP).first()
    if group is None:
        return
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


def remove_permissions(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects
    for model in MAY:
        permissions.filter(
            content_type__app_label="quotes", content_type__model=model
        ).delete()


class Migration(migrations.Migration):
    dependencies = [("quotes", "0012_webhooks")]

    operations = [migrations.RunPython(add_permissions, remove_permissions)]
