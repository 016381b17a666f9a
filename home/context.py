"""Give every template the site's own settings."""


def site(request):
    return {}
