"""A note never takes a social security number nor a bank account; other numbers pass."""

import pytest

from places import sensitive_text


def key_of(thirteen: str) -> str:
    number = int(thirteen.upper().replace("2A", "19").replace("2B", "18"))
    return f"{97 - number % 97:02d}"


BARE = [
    "1850578006084", "2550814168025", "1691099352027", "2870297112043", "1920175115120",
    "2010231555066", "2480563113198", "1990454395041", "2751269381077", "1650787085223",
    "185052A004007", "293112B033012", "1530642218009", "2041133063301", "1780997411088",
]  # fmt: skip
NIRS = [
    *(number + key_of(number) for number in BARE),
    *(f"NIR : {n[0]} {n[1:3]} {n[3:5]} {n[5:7]} {n[7:10]} {n[10:]} {key_of(n)}" for n in BARE),
    *BARE[:6],
    "sécu 1.85.05.78.006.084, à refaire",
    "n° 2-55-08-14-168-025-99 (clé fausse)",
    "1\u202f85\u202f05\u202f78\u202f006\u202f084\u202f91",
    "Elle a donné le 2 87 02 97 112 043 au guichet",
]


def iban_of(country: str, account: str) -> str:
    moved = "".join(str(int(c, 36)) for c in f"{account}{country}00")
    return f"{country}{98 - int(moved) % 97:02d}{account}"


FRENCH = [
    iban_of("FR", account)
    for account in (
        "20041010050500013M02606", "30006000011234567890189", "14508590003141592653589",
        "10278060310002045678901", "18206000544321098765432", "30003034150005012345678",
        "17515900000812345678946", "30066100410001057380116", "12548029980000000150086",
        "16706000510000000000011", "13335004010400012345602", "10107001180012345678912",
    )
]  # fmt: skip
IBANS = [
    *FRENCH,
    *(" ".join(iban[i : i + 4] for i in range(0, len(iban), 4)) for iban in FRENCH),
    *(f"virement sur {iban.lower()}, merci" for iban in FRENCH),
    "DE89 3704 0044 0532 0130 00",
    "BE68539007547034",
    "ES91 2100 0418 4502 0005 1332",
    "PT50000201231234567890154",
    "IT60X0542811101000000123456",
    # A wrong check digit: still somebody's account.
    "FR76 3000 6000 0112 3456 7890 188",
]

HARMLESS = [
    "Appeler le 06 12 34 56 78 après 14 h",
    "05 55 51 47 00 ou 07.81.00.12.34",
    "+33 6 12 34 56 78",
    "SIRET 130 025 265 00013",
    "SIREN 200034825",
    "13002526500013",
    "Rendez-vous le 12/03/2026 à 14h30",
    "2026-03-12 09:00",
    "Dossier CAF 1234567",
    "Dossier n° 20260312000145",
    "Numéro fiscal commencé, 13 chiffres à retrouver",
    "Référence ANTS 8 2 4 7 1 0 9 3 5",
    "Référence K7M3-Q9TA",
    "Imprimante HP 301 XL",
    "Facture 2026-000123 de 125,40 euros",
    "Colis 6A12345678901",
    "Code-barres 3017620422003",
    "IMEI 356938035643809",
    "Suivi La Poste 9L12345678905",
    "Windows 11 23H2, build 22631.3447",
    "192.168.1.10 / 255.255.255.0",
    "Page 1 2 3 4 5 6 7 8",
    "Il est né en 1950, elle en 1952",
    "Trois ateliers : 10, 12 et 14 personnes",
    "A repris la déclaration de revenus 2025",
    "FranceConnect fonctionne, mot de passe changé",
    "Carte grise : formulaire 13750*07",
    "Cerfa 15646*01 rempli",
    "Revoir le tableau FR12 avec elle",
    "Ligne FR 76 du bus jusqu’à la médiathèque",
    "Salle BE20, puis DE12 au deuxième étage",
    "Bac à sable PT50 puis ES91 dans le jeu de lettres",
    "Vol AF1234 du 12/05, siège 23A",
    "INSEE 23096, code postal 23000",
    "Latitude 46.1689, longitude 1.8717",
    "RNA W231000123",
    "Permis 12AB34567",
    "Montant 1 850,57 € à régler avant le 8",
    "Température 20 à 22, horaires 9-12 14-17",
    "Adresse Mac 00:1A:2B:3C:4D:5E",
]


@pytest.mark.parametrize("text", NIRS)
def test_a_social_security_number_is_recognised(text):
    assert sensitive_text.holds_nir(text)


@pytest.mark.parametrize("text", IBANS)
def test_a_bank_account_is_recognised(text):
    assert sensitive_text.holds_iban(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_another_number_passes(text):
    assert sensitive_text.what_must_not_be_written(text) == ""


def test_there_are_at_least_40_examples_each_way():
    assert min(len(set(NIRS)), len(set(IBANS)), len(set(HARMLESS))) >= 40


def test_the_refusal_names_what_was_found():
    assert "sécurité sociale" in sensitive_text.what_must_not_be_written(NIRS[0])
    assert "IBAN" in sensitive_text.what_must_not_be_written(IBANS[0])
