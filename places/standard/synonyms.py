"""The words by which producers head their columns, and the column of the standard they mean."""

import re
from functools import lru_cache

from places.standard.columns import COLUMNS, canonical
from places.standard.head_words import LINKS, is_geocoded, likeness, parted, singular, words_of

# Column → the heads met, without accents, link words or punctuation; the surest first.
_HEADS = {
    column: tuple(head.strip() for head in heads.split(","))
    for column, heads in {
        "id": (
            "id, identifiant, identifiant unique, uuid, guid, id structure, id lieu, id fs, n "
            "ref, ref, reference, code structure, code lieu, numero, id externe, identifiant "
            "lieu, identifiant structure, uid, record id, recordid, fid, objectid, gid, cle, code, "
            "global id, id lieu med"
        ),
        "pivot": (
            "siret, pivot, numero siret, n siret, siret structure, code siret, siret ou rna, num "
            "siret, rna, siren, numero rna"
        ),
        "nom": (
            "nom, nom structure, nom lieu, nom etablissement, denomination, raison sociale, "
            "libelle, lib fs, nom usuel, nom organisme, nom org, nom association, enseigne, "
            "intitule, nom espace, nom equipement, nom public, nom complet, nom commercial, nom "
            "site, nom epn, nom permanence, lib long, structure, etablissement, lieu, organisme, "
            "name, title, titre, organisation, lib, appellation, designation, espace, label lieu, "
            "site, bibliotheque, epn, espace numerique"
        ),
        "commune": (
            "commune, ville, nom commune, libelle commune, lib com, lib commune, localite, city, "
            "town, nom ville, nom com, nom comm, commune lieu, adresse commune, adresse ville, "
            "municipalite, com nom, bureau distributeur, libelle ville, address locality"
        ),
        "code_postal": (
            "code postal, cp, codepostal, zip code, zipcode, zip, postcode, postal code, cod "
            "postal, code post, c p, codpost, adresse code postal, adresse cp, cp lieu"
        ),
        "code_insee": (
            "code insee, insee, code commune, insee com, codeinsee, city insee code, citycode, "
            "code commune insee, insee commune, code insee commune, code geo, com insee, depcom, "
            "code com, codgeo, insee code, c insee"
        ),
        "adresse": (
            "adresse, adresse postale, adresse 1, adresse complete, adresse lieu, adresse "
            "structure, adresse voie, adresse rue, rue, voie, address, street, adr, adresse ligne "
            "1, adresse full, adresse physique, localisation, libelle voie, nom voie, nom rue, "
            "street address, adresse permanence, lieu permanence, adresse geographique, numero "
            "rue, ou"
        ),
        "complement_adresse": (
            "complement adresse, adresse 2, compl adresse, adresse suite, complement, adresse "
            "ligne 2, adresse complement, batiment, complement localisation, suite adresse, cplt "
            "adresse, bp, comp adresse, adresse complementaire"
        ),
        "latitude": (
            "latitude, lat, y, coord y, latitude wgs84, y wgs84, ylat, geo lat, y lat, gps lat, "
            "coordonnees lat, position lat, coordy, lat wgs84, geopoint lat, y lambert, "
            "y 93, coordonnee y, coordonnees y"
        ),
        "longitude": (
            "longitude, lon, long, lng, x, coord x, longitude wgs84, x wgs84, xlong, geo lon, geo "
            "lng, geo long, x lon, gps long, gps lon, coordonnees lon, position lon, coordx, lon "
            "wgs84, geopoint lon, x lambert, x 93, coordonnee x, coordonnees x"
        ),
        "typologie": (
            "typologie, type structure, type lieu, type, categorie structure, categorie lieu, "
            "nature structure, nature lieu, statut org, type etablissement, type organisme, "
            "categorie, nature, nature juridique, statut juridique, statut, type espace, ss cat, "
            "sous categorie, typologie structure"
        ),
        "telephone": (
            "telephone, tel, numero telephone, n telephone, num tel, tel structure, phone, tel "
            "fixe, telephone fixe, telephone structure, telephone lieu, num telephone, tel 1, "
            "telephone 1, tel accueil, numero tel, telephone accueil, portable, tel mobile, "
            "telephone mobile, mobile, fixe, tel portable, contact telephone, contact tel, tph"
        ),
        "courriels": (
            "courriels, courriel, email, e mail, mail, adresse mail, adresse e mail, adresse "
            "email, adresse electronique, mail structure, email structure, courriel structure, "
            "mel, mail contact, email contact, contact mail, contact email, adresse courriel, "
            "adresse messagerie, e mails, emailpub, email public, mail public"
        ),
        "site_web": (
            "site web, site internet, site, url, website, web, lien, lien web, url site, adresse "
            "site, adresse site internet, adresse web, page web, siteweb, lien internet, "
            "internet, adresse internet, facebook, lien site, url web, site "
            "inter"
        ),
        "horaires": (
            "horaires, horaire, horaires ouverture, heures ouverture, jours horaires ouverture, "
            "jours heures ouverture, opening hours, horaires ouverture public, jours horaires, "
            "ouverture, jours ouverture, horaires accueil, horaires permanence, horaires "
            "permanences, permanences, plages horaires, planning, jour heures, quand"
        ),
        "presentation_resume": (
            "presentation resume, resume, presentation courte, description courte, short "
            "description, accroche, chapo, en bref, resume presentation"
        ),
        "presentation_detail": (
            "presentation detail, description, presentation, presentation longue, commentaire, "
            "commentaires, descriptif, precisions, description longue, informations "
            "complementaires, infos complementaires, remarques, observations, observation, "
            "remarque, details, infos, informations pratiques, description detaillee, "
            "presentation structure, missions, quelques mots, prez, prez lieu, info div, infos "
            "diverses, remarque formation public"
        ),
        "source": "source, origine, producteur, source donnees, fournisseur, provenance",
        "itinerance": (
            "itinerance, itinerant, format fs anct, lieu itinerant, fixe ou itinerant, "
            "dispositif itinerant, mobile itinerant"
        ),
        "structure_parente": (
            "structure parente, structure porteuse, organisme gestionnaire, gestionnaire, "
            "porteur, structure gestionnaire, structure rattachement, organisme rattachement, "
            "maison mere, porteur projet, structure mere, collectivite porteuse, organisme "
            "porteur, rattachement, nom gestionnaire, structure employeuse, employeur, "
            "collectivite, struct port, struct porteuse"
        ),
        "date_maj": (
            "date maj, date modif, date mise jour, mise jour, derniere mise jour, date derniere "
            "mise jour, maj, updated at, date modification, date derniere modification, modifie, "
            "last update, updated, date actualisation, horodateur, modified, derniere "
            "modification, date, date saisie, date verification, last modified, date derniere "
            "verification, timestamp, actualise, edit date, derniere maj, dat maj, date fiche, "
            "maj fiche, mis jour, derniere verif, date verif, derniere verification, verifie"
        ),
        "services": (
            "services, service, services proposes, activites, activites proposees, offre "
            "services, prestations, thematiques, type mediation, codes types mediations, offre, "
            "actions, accompagnements, accompagnements proposes, ateliers proposes, types "
            "services, activite, offres, contenu, services offerts, services rendus, theme, "
            "themes, type accompagnement, types accompagnement, services numeriques, materiel mis "
            "disposition, materiel, equipements, equipement, type equipement, domaines, "
            "competences, aides proposees, atelier, ateliers"
        ),
        "publics_specifiquement_adresses": (
            "publics specifiquement adresses, publics, public, type public, publics accueillis, "
            "public cible, public concerne, publics cibles, types publics, public accueilli, pour "
            "qui, public vise, codes publics, public toutes actions, beneficiaires, audience, "
            "type public accompagne"
        ),
        "prise_en_charge_specifique": (
            "prise charge specifique, prises charge specifiques, publics specifiques, "
            "accessibilite publics, handicap, handicaps, accueil specifique, public specifique, "
            "langues parlees, langues"
        ),
        "frais_a_charge": (
            "frais charge, tarif, tarifs, conditions acces, cond acces, conditions, cout, prix, "
            "tarification, gratuite, frais, condition acces, conditions tarifaires, modalites "
            "financieres, gratuit ou payant, tarif acces equipement, conditions financieres, "
            "participation financiere, condition, conditions acces toutes actions, combien"
        ),
        "dispositif_programmes_nationaux": (
            "dispositif programmes nationaux, labels nationaux, label, labels, dispositif, "
            "dispositifs, programme, programmes, dispositifs nationaux, programme national, code "
            "label, labellisation, label national, reseau, reseaux, labels dispositifs"
        ),
        "formations_labels": (
            "formations labels, formation label, certifications, certification, habilitations, "
            "agrements"
        ),
        "autres_formations_labels": (
            "autres formations labels, labels autres, autres labels, autre label, label regional, "
            "labels locaux"
        ),
        "modalites_acces": (
            "modalites acces, modalite acces, condition, conditions, conditions acces, acces, "
            "conditions accueil, comment venir, mode acces, modalites accueil, rendez vous ou "
            "libre, sur rendez vous, prise rendez vous, accueil, comment acceder, acces public"
        ),
        "modalites_accompagnement": (
            "modalites accompagnement, modalite accompagnement, format, format accompagnement, "
            "type atelier, individuel ou collectif, formats, mode accompagnement, modalite "
            "intervention"
        ),
        "fiche_acces_libre": (
            "fiche acces libre, acces libre, acceslibre, accessibilite, lien accessibilite, fiche "
            "acceslibre, url acceslibre, accessibilite pmr"
        ),
        "prise_rdv": (
            "prise rdv, lien prise rdv, rdv, rdv ligne, prise rendez vous ligne, url rdv, lien "
            "rdv, rendez vous ligne, lien rendez vous, prendre rdv, agenda"
        ),
    }.items()
}
# Words that make a head mean something else: a person, a count, another thing's own column.
_PERSON = frozenset(
    """
    mediateur mediatrice conseiller conseillere referent referente contact responsable prenom agent
    personne person animateur animatrice formateur formatrice intervenant intervenante directeur
    directrice coordinateur coordinatrice interlocuteur interlocutrice president presidente benevole
    maire
    """.split()
)
_COUNT = frozenset("nombre nb nbre question effectif total score taux".split())
_NEVER: dict[str, frozenset[str]] = {
    "nom": _PERSON
    | frozenset("commune comm com ville epci departement region dep voie rue gestionnaire".split())
    | frozenset("fichier".split()),
    "id": frozenset("commune epci postal insee dep departement region".split()),
    "commune": frozenset("code insee id epci".split()),
    "code_insee": frozenset("dep departement epci region reg".split()),
    "code_postal": frozenset("insee".split()),
    "adresse": frozenset("mail email electronique site web internet courriel url".split()),
    "telephone": _PERSON - {"contact", "agent"},
    "courriels": _PERSON - {"contact", "agent"},
    "date_maj": frozenset("creation naissance ouverture debut fin labellisation".split()),
    "services": frozenset("france fs".split()),
    "site_web": frozenset("acces".split()),
    "horaires": frozenset("fuseau".split()),
}
# Words that say of what a column speaks, and not what it holds.
_NOISE = frozenset(
    "structure struc struct lieu etablissement votre vos fiche bf med result".split()
)
# All that a geocoder's columns may mean.
_GEOCODED = frozenset({"commune", "code_postal", "code_insee"})
# Words that heads are run together with: « Jedecrismastructureenquelquesmots ».
_BETWEEN = frozenset("je decris decrivez quelques mots inclusion numerique numeriques ex".split())
_SUREST = 1.0
# Beyond, a header is a text and no head.
LONGEST = 200
_LAST_OF_A_TAG = re.compile(r"\.|(?<=\w):(?=\w)")


_EVERY_HEAD = {tuple(head.split()) for heads in _HEADS.values() for head in heads}
_PHRASES = {
    column: tuple(tuple(map(singular, head.split())) for head in heads)
    for column, heads in _HEADS.items()
}
_HEAD_WORDS = {word for head in _EVERY_HEAD for word in head if len(word) > 1}
_KNOWN_WORDS = frozenset(_HEAD_WORDS | _BETWEEN | LINKS | _NOISE | _PERSON | _COUNT)


def is_head(cell: str) -> bool:
    """Whether a cell is, word for word, a head that producers give to a column."""
    words = _words_apart(_LAST_OF_A_TAG.split(cell)[-1] or cell)
    bare = words[1:] if words and len(words[0]) == 1 else words
    return canonical(cell) in COLUMNS or words in _EVERY_HEAD or bare in _EVERY_HEAD


@lru_cache(maxsize=4096)
def meanings_of(header: str) -> dict[str, float]:
    """Each column that a header may mean, with how surely (above 0, up to 1)."""
    if len(header) > LONGEST:
        return {}
    exact = canonical(header)
    if exact in COLUMNS:
        return {exact: _SUREST}
    # « contact.nom » of a nested object, « tags.addr:city » of a map.
    ends = {_words_apart(header), _words_apart(_LAST_OF_A_TAG.split(header)[-1])}
    ends = {end for end in ends if end and not _COUNT & set(end)}
    words = {form for word in _words_apart(header) for form in (word, singular(word))}
    found: dict[str, float] = {}
    for column, heads in _PHRASES.items():
        is_other = is_geocoded(header) and column not in _GEOCODED
        if is_other or words & _NEVER.get(column, frozenset()):
            continue
        score = max((likeness(end, heads, _NOISE) for end in ends), default=0.0)
        if score:
            found[column] = round(score, 3)
    return found


def _words_apart(header: str) -> tuple[str, ...]:
    words = parted(words_of(header), _KNOWN_WORDS)
    return tuple(word for word in words if word not in LINKS) or words
