"""Roles: what readers, contributors, editors, chiefs and administrators may do.

Rolled back, the roles are gone, and with them who had which.
"""

from django.db import migrations

READ = (
    *("article", "errorreport", "outlet", "quote", "speaker", "speakeralias"),
    *("speakersuggestion", "statement", "proposal"),
)
HOOKS = ("subscription", "delivery")
# Each role may do what those before it may, and what stands beside it.
ROLES = {
    "Readers": [("view", model) for model in READ],
    "Contributors": [("add", "proposal")],
    "Editors": [
        *[("change", model) for model in ("errorreport", "quote", "statement")],
        *[("change", model) for model in ("speaker", "speakersuggestion", "outlet")],
        *[("add", model) for model in ("outlet", "speaker", "speakeralias")],
        ("delete", "speakeralias"),
        *[(act, "feed") for act in ("view", "add", "change")],
        *[(act, model) for model in HOOKS for act in ("view", "change")],
        ("change", "proposal"),
        ("view", "savedsearch"),
        ("delete", "savedsearch"),
    ],
    "Chiefs": [
        *[(act, "apitoken") for act in ("view", "add", "change")],
        ("view", "blindreading"),
        ("change", "blindreading"),
        ("merge_many", "proposal"),
        ("undo_others", "proposal"),
    ],
    "Administrators": [
        *[(act, "user") for act in ("view", "add", "change")],
        ("view", "group"),
        *[(act, "accessattempt") for act in ("view", "delete")],
    ],
}
NAMES = {
    "merge_many": "Can merge many speakers as one act",
    "undo_others": "Can undo what another person decided",
}
APPS = {"user": "auth", "group": "auth", "accessattempt": "axes"}


def _permission(apps, act, model):
    # Django writes them only after all migrations, and then finds these.
    app = APPS.get(model, "quotes")
    content_type, _ = apps.get_model(
        "contenttypes", "ContentType"
    ).objects.get_or_create(app_label=app, model=model)
    custom = act in NAMES
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=act if custom else f"{act}_{model}",
        defaults={
            "name": NAMES[act]
            if custom
            else f"Can {act} {apps.get_model(app, model)._meta.verbose_name}"
        },
    )
    return permission


def add_roles(apps, schema_editor):
    """Make the roles, or give those that are there what they may do."""
    groups = apps.get_model("auth", "Group").objects
    held = []
    for name, acts in ROLES.items():
        held += [_permission(apps, act, model) for act, model in acts]
        groups.get_or_create(name=name)[0].permissions.set(held)


def remove_roles(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("axes", "0010_accessattemptexpiration"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("quotes", "0003_words_on_postgres"),
    ]

    operations = [migrations.RunPython(add_roles, remove_roles)]
