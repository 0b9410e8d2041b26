"""The project's addresses, and a view that does nothing to compare with."""

from django.urls import include, path
from rest_framework.response import Response
from rest_framework.views import APIView


class Empty(APIView):
    """Everything Django REST framework and the settings do around any answer."""

    def get(self, request):
        return Response({})


urlpatterns = [
    path("empty/", Empty.as_view()),
    path("", include("quotes_project.urls")),
]
