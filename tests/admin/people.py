"""Who logs in to the editors' desk in these tests."""

from importlib import import_module

from django.apps import apps
from django.contrib.auth.models import Group, Permission, User


def make_member(username="ines", role="Editors"):
    """One of the group ``role``. No password: hashing one takes a quarter second."""
    user = User.objects.create(username=username, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def make_roles():
    """The roles, where tests that empty the database have taken them away."""
    import_module("quotes.migrations.0004_roles").add_roles(apps, None)


def make_reader(username="vera"):
    """Staff who may look at everything and change nothing."""
    user = User.objects.create(username=username, is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(
            content_type__app_label="quotes", codename__startswith="view_"
        )
    )
    return user
