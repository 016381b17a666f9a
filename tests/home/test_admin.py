"""The CMS is for editors: who enters, what each may do, and what is not there."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models

from home.models import ArticlePage, HomePage, LegalPage, SiteSettings
from home.wagtail_hooks import UNUSED
from places.models import Organisation, Place, Source

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def sign_in(client):
    def give(user):
        client.force_login(user, backend=BACKEND)
        return client

    return give


@pytest.mark.parametrize("name", ["alice", "bachir", "magali", "colin", "anne"])
def test_no_role_of_the_professional_space_enters_the_cms(name, request, sign_in, home):
    client = sign_in(request.getfixturevalue(name))
    for path in ("/gestion/", "/gestion/pages/", "/gestion/snippets/places/place/"):
        assert client.get(path).status_code == 403


def test_a_stranger_is_sent_to_the_professional_sign_in(client, home):
    response = client.get("/gestion/pages/")
    assert response.status_code == 302
    assert response.url.startswith("/compte/connexion/?next=/gestion/pages/")


def test_an_editor_enters_and_a_moderator_too(sign_in, edith, moussa):
    assert sign_in(edith).get("/gestion/").status_code == 200
    assert sign_in(moussa).get("/gestion/").status_code == 200


def test_people_are_not_managed_in_the_cms(sign_in, admin_user, home):
    client = sign_in(admin_user)
    for path in ("/gestion/users/", "/gestion/groups/", "/gestion/reports/site-history/"):
        assert client.get(path).status_code == 404
    assert client.get("/gestion/account/").url == reverse("accounts:profile")


def test_the_menu_holds_only_what_editors_use(sign_in, admin_user, home):
    html = sign_in(admin_user).get("/gestion/").content.decode()
    assert "Lieux" in html
    for name in UNUSED:
        assert f'"name": "{name}"' not in html


def test_an_editor_submits_and_only_a_moderator_publishes(edith, moussa, article_index):
    article = ArticlePage.objects.first()
    writes, moderates = article.permissions_for_user(edith), article.permissions_for_user(moussa)
    assert writes.can_edit()
    assert not writes.can_publish()
    assert writes.can_submit_for_moderation()
    assert moderates.can_publish()


def test_only_a_moderator_sets_the_site(sign_in, edith, moussa):
    path = reverse("wagtailsettings:edit", args=["home", "sitesettings", 1])
    path = path.replace("/1/", f"/{SiteSettings.objects.get().site_id}/")
    assert sign_in(edith).get(path).status_code == 302
    assert sign_in(moussa).get(path).status_code == 200


def test_nobody_deletes_moves_or_hides_a_page_the_law_asks_for(sign_in, admin_user, home):
    client = sign_in(admin_user)
    for page in (LegalPage.objects.first(), HomePage.objects.get()):
        allowed = page.permissions_for_user(admin_user)
        assert allowed.can_edit()
        assert not any([allowed.can_delete(), allowed.can_move(), allowed.can_unpublish()])
    url = reverse("wagtailadmin_pages:delete", args=[LegalPage.objects.first().pk])
    client.post(url)
    assert LegalPage.objects.count() == len(LegalPage.Kind.values)


def test_an_image_without_a_description_is_refused(home):
    block = ArticlePage.body.field.stream_block.child_blocks["image"]
    image = get_image_model().objects.create(title="Photo", file=get_test_image_file())
    value = block.to_python({"image": image.pk, "alt": "", "caption": ""})
    with pytest.raises(ValidationError):
        block.clean(value)
    value["alt"] = "Deux personnes devant un ordinateur"
    assert 'alt="Deux personnes devant un ordinateur"' in block.render(block.clean(value))


def test_places_of_an_unknown_territory_are_refused(home):
    block = ArticlePage.body.field.stream_block.child_blocks["places"]
    value = block.to_python({"title": "Ici", "kind": "departement", "code": "99"})
    with pytest.raises(ValidationError):
        block.clean(value)
    value["code"] = "23"
    block.clean(value)


def test_the_cms_knows_pages_and_places_and_nothing_personal():
    assert set(get_snippet_models()) == {Place, Organisation, Source}
    assert {model._meta.app_label for model in get_page_models()} == {"home", "wagtailcore"}
