"""A session that ends in mid-form loses nothing that was typed."""

import pytest

from mediation.crm.models import Activity, Beneficiary
from referrals.kept_forms import OWNER_FIELD, owner_token

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/pro/activites/nouvelle/", "/pro/ateliers/nouveau/"])
def test_a_report_comes_back_after_signing_in_again(client, bachir, report, workshop, path):
    typed = report if "activites" in path else workshop
    answer = client.post(path, typed | {OWNER_FIELD: owner_token(bachir), "other_duration": "75"})
    assert answer.status_code == 302
    assert not Activity.objects.exists()
    client.force_login(bachir)
    form = client.get(path).context["form"]
    assert form["other_duration"].value() == "75"
    assert form["id"].value() == typed["id"]


def test_a_file_comes_back_to_its_author_only(client, bachir, chloe, file):
    path = "/pro/beneficiaires/nouveau/"
    client.post(path, file | {OWNER_FIELD: owner_token(bachir)})
    client.force_login(chloe)
    assert "Dupré" not in client.get(path).content.decode()
    assert not Beneficiary.objects.exists()
