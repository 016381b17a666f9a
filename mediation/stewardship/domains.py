"""Which e-mail addresses prove that one runs a place: those of its own domain."""

import re
from urllib.parse import urlsplit

# Mailboxes that anybody may open.
FREE_MAIL = frozenset(
    "aliceadsl.fr aol.com bbox.fr caramail.com club-internet.fr dbmail.com free.fr freesbee.fr "
    "gmail.com gmx.com gmx.fr googlemail.com hotmail.com hotmail.fr icloud.com laposte.net "
    "live.com live.fr mac.com mail.com mailo.com me.com msn.com neuf.fr noos.fr "
    "numericable.fr orange.fr outlook.com outlook.fr pm.me posteo.net proton.me protonmail.com "
    "sfr.fr tutanota.com voila.fr wanadoo.fr yahoo.com yahoo.fr ymail.com zoho.com".split()
)
# Sites that many unrelated places share.
SHARED_SITES = frozenset(
    "blogspot.com canalblog.com e-monsite.com eklablog.com facebook.com framer.website github.io "
    "google.com helloasso.com instagram.com jimdo.com jimdofree.com jimdosite.com linkedin.com "
    "linktr.ee monsite-orange.fr netlify.app over-blog.com pagesperso-orange.fr site123.me "
    "sites.google.com twitter.com webnode.fr weebly.com wifeo.com wixsite.com wordpress.com x.com "
    "yolasite.com youtube.com".split()
)
# Names under which others register theirs: owning one proves nothing.
PUBLIC_SUFFIXES = frozenset(
    "asso.fr cci.fr com.fr experts-comptables.fr gouv.fr nom.fr notaires.fr port.fr presse.fr "
    "prd.fr tm.fr co.uk eu.org eu.com".split()
)
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")


def domain_of(email: str) -> str:
    """What follows the @, in lower case; empty when it is no domain."""
    domain = email.rpartition("@")[2].strip().lower().rstrip(".")
    return domain if _DOMAIN.fullmatch(domain) else ""


def is_own(domain: str) -> bool:
    """Whether a domain belongs to one organisation, as far as we know."""
    return (
        bool(_DOMAIN.fullmatch(domain))
        and not _is_under(domain, FREE_MAIL)
        and not _is_under(domain, SHARED_SITES)
        and domain not in PUBLIC_SUFFIXES
    )


def site_domains(websites: str) -> set[str]:
    """The own domains of a field of web addresses, one a line: « www. » apart, parents included.

    `https://mediatheque.ville.fr` gives `mediatheque.ville.fr` and `ville.fr`.
    """
    found = set()
    for line in websites.split():
        labels = _host_of(line).removeprefix("www.").split(".")
        found |= {".".join(labels[start:]) for start in range(len(labels) - 1)}
    return {domain for domain in found if is_own(domain)}


def proving_addresses(emails: str) -> list[str]:
    """Those of a place's e-mails, one a line, that are on a domain of its own."""
    return [line for line in emails.split() if is_own(domain_of(line))]


def proves(email: str, emails: str, websites: str) -> bool:
    """Whether reading this mailbox proves that one runs the place of these e-mails and sites."""
    if email in proving_addresses(emails):
        return True
    return domain_of(email) in site_domains(websites)


def _host_of(address: str) -> str:
    try:
        return (urlsplit(address if "//" in address else f"//{address}").hostname or "").lower()
    except ValueError:
        return ""


def _is_under(domain: str, names: frozenset[str]) -> bool:
    return any(domain == name or domain.endswith(f".{name}") for name in names)
