"""When something was published, in templates: built in, so that none forgets it."""

from django import template

from quotes.models.dates import machine_date, tell_day, tell_moment

register = template.Library()
register.filter("day", tell_day)
register.filter("moment", tell_moment)
register.filter("machine_date", machine_date)
