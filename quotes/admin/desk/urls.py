"""Addresses of the desk. They stand before the admin’s own, whose front this is."""

from django.contrib import admin
from django.urls import path

from quotes.admin.desk import lists, posts
from quotes.admin.desk.front import show_front

app_name = "desk"

guarded = admin.site.admin_view

urlpatterns = [
    path("", guarded(show_front), name="front"),
    path("desk/undo/", guarded(posts.undo), name="undo"),
    path("desk/<slug:key>/", guarded(lists.show_list), name="list"),
    path("desk/<slug:key>/start/", guarded(posts.start), name="start"),
    path("desk/<slug:key>/<int:item>/<slug:act>/", guarded(posts.act), name="act"),
]
