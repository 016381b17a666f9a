"""A mailbox proves that one runs a place only when it is on the place's own domain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.stewardship.domains import (
    FREE_MAIL,
    domain_of,
    is_own,
    proves,
    proving_addresses,
    site_domains,
)

SITE = "https://mediatheque.gueret.fr/infos"


@pytest.mark.parametrize(
    ("email", "emails", "websites"),
    [
        ("accueil@gueret.fr", "accueil@gueret.fr", ""),
        ("maire@gueret.fr", "", SITE),
        ("bib@mediatheque.gueret.fr", "", SITE),
        ("bib@MEDIATHEQUE.gueret.fr", "", "www.mediatheque.gueret.fr"),
        ("a@centre-social.asso.fr", "", "https://www.centre-social.asso.fr"),
    ],
)
def test_a_mailbox_of_the_place_proves(email, emails, websites):
    assert proves(email, emails, websites)


@pytest.mark.parametrize(
    ("email", "emails", "websites"),
    [
        ("lieu23@gmail.com", "lieu23@gmail.com", ""),
        ("lieu23@orange.fr", "lieu23@orange.fr", "https://lieu23.pagesperso-orange.fr"),
        ("x@monlieu.wixsite.com", "", "https://monlieu.wixsite.com/accueil"),
        ("x@facebook.com", "", "https://www.facebook.com/monlieu"),
        ("x@asso.fr", "", "https://www.centre-social.asso.fr"),
        ("x@fr", "", SITE),
        ("x@gueret.fr.pirate.net", "accueil@gueret.fr", SITE),
        ("x@notgueret.fr", "", SITE),
        ("autre@gueret.fr", "accueil@gueret.fr", ""),
        ("", "", ""),
    ],
)
def test_any_other_mailbox_does_not(email, emails, websites):
    assert not proves(email, emails, websites)


def test_only_the_addresses_of_an_own_domain_are_proposed():
    assert proving_addresses("a@gmail.com\nb@gueret.fr pas-une-adresse") == ["b@gueret.fr"]
    assert site_domains(SITE) == {"mediatheque.gueret.fr", "gueret.fr"}


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_nothing_typed_breaks_it(email, emails, websites):
    proves(email, emails, websites)
    assert domain_of(domain_of(email)) == domain_of(email)


@given(st.sampled_from(sorted(FREE_MAIL)), st.from_regex(r"[a-z]{1,8}", fullmatch=True))
def test_no_free_mailbox_is_ever_own(domain, name):
    assert not is_own(domain)
    assert not is_own(f"{name}.{domain}")
