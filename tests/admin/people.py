"""Who logs in to the editors' desk in these tests."""

from django.contrib.auth.models import Group, Permission, User


def make_member(username="ines", role="Editors"):
    """One of the group ``role``. No password: hashing one takes a quarter second."""
    user = User.objects.create(username=username, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def make_reader(username="vera"):
    """Staff who may look at everything and change nothing."""
    user = User.objects.create(username=username, is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(
            content_type__app_label="quotes", codename__startswith="view_"
        )
    )
    return user
