"""The words by which producers head their columns, and the column of the standard they mean."""

import re
from functools import lru_cache

from places.standard.columns import COLUMNS, canonical
from places.standard.contraries import COUNT, NEVER, PERSON
from places.standard.head_words import LINKS, is_geocoded, parted, singular, words_of
from places.standard.likeness import NOISE, likeness

# Column → the heads met, without accents, link words or punctuation; the surest first.
_HEADS = {
    column: tuple(head.strip() for head in heads.split(","))
    for column, heads in {
        "id": (
            "id, identifiant, identifiant unique, uuid, guid, id structure, id lieu, id fs, n "
            "ref, ref, reference, code structure, code lieu, numero, id externe, identifiant "
            "lieu, identifiant structure, uid, record id, recordid, fid, objectid, gid, cle, code, "
            "global id, id lieu med, id unique, num ordre"
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
            "site, bibliotheque, epn, espace numerique, lieu mediation, lieu mediation numerique, "
            "lieu accueil, nom lieu mediation numerique, nom tiers lieu, nom point acces, point "
            "acces"
        ),
        "commune": (
            "commune, ville, nom commune, libelle commune, lib com, lib commune, localite, city, "
            "town, nom ville, nom com, nom comm, commune lieu, adresse commune, adresse ville, "
            "municipalite, com nom, bureau distributeur, libelle ville, address locality, com "
            "lib, nomcom"
        ),
        "code_postal": (
            "code postal, cp, codepostal, zip code, zipcode, zip, postcode, postal code, cod "
            "postal, code post, c p, codpost, adresse code postal, adresse cp, cp lieu, adr cp"
        ),
        "code_insee": (
            "code insee, insee, code commune, insee com, codeinsee, city insee code, citycode, "
            "code commune insee, insee commune, code insee commune, code geo, com insee, depcom, "
            "code com, codgeo, insee code, c insee, cog"
        ),
        "adresse": (
            "adresse, adresse postale, adresse 1, adresse complete, adresse lieu, adresse "
            "structure, adresse voie, adresse rue, rue, voie, address, street, adr, adresse ligne "
            "1, adresse full, adresse physique, localisation, libelle voie, lib voie, nom voie, "
            "nom rue, street address, adresse permanence, lieu permanence, adresse geographique, "
            "numero rue, ou"
        ),
        "complement_adresse": (
            "complement adresse, adresse 2, compl adresse, adresse suite, complement, adresse "
            "ligne 2, adresse complement, batiment, complement localisation, suite adresse, cplt "
            "adresse, bp, comp adresse, adresse complementaire, compl adr, adr comp"
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
            "telephone mobile, mobile, fixe, tel portable, contact telephone, contact tel, tph, "
            "contact telephonique, coordonnees telephoniques, standard, n tel"
        ),
        "courriels": (
            "courriels, courriel, email, e mail, mail, adresse mail, adresse e mail, adresse "
            "email, adresse electronique, mail structure, email structure, courriel structure, "
            "mel, mail contact, email contact, contact mail, contact email, adresse courriel, "
            "adresse messagerie, e mails, emailpub, email public, mail public, courrier "
            "electronique"
        ),
        "site_web": (
            "site web, site internet, site, url, website, web, lien, lien web, url site, adresse "
            "site, adresse site internet, adresse web, page web, siteweb, lien internet, "
            "internet, adresse internet, facebook, lien site, url web, site inter, page facebook, "
            "savoir plus"
        ),
        "horaires": (
            "horaires, horaire, horaires ouverture, heures ouverture, jours horaires ouverture, "
            "jours heures ouverture, opening hours, horaires ouverture public, jours horaires, "
            "ouverture, jours ouverture, horaires accueil, horaires permanence, horaires "
            "permanences, permanences, plages horaires, planning, jour heures, quand, ouverture "
            "public, creneaux, creneaux horaires, hours"
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
            "diverses, informations diverses, infos pratiques, informations utiles, infos utiles, "
            "autres informations, remarque formation public"
        ),
        "source": "source, origine, producteur, source donnees, fournisseur, provenance",
        "itinerance": (
            "itinerance, itinerant, format fs anct, lieu itinerant, fixe ou itinerant, "
            "dispositif itinerant, mobile itinerant, mobile ou fixe, fixe ou mobile"
        ),
        "structure_parente": (
            "structure parente, structure porteuse, organisme gestionnaire, gestionnaire, "
            "porteur, structure gestionnaire, structure rattachement, organisme rattachement, "
            "maison mere, porteur projet, structure mere, collectivite porteuse, organisme "
            "porteur, rattachement, nom gestionnaire, structure employeuse, employeur, "
            "collectivite, struct port, struct porteuse, nom structure porteuse, maitre ouvrage"
        ),
        "date_maj": (
            "date maj, date modif, date mise jour, mise jour, derniere mise jour, date derniere "
            "mise jour, maj, updated at, date modification, date derniere modification, modifie, "
            "last update, updated, date actualisation, horodateur, modified, derniere "
            "modification, date, date saisie, date verification, last modified, date derniere "
            "verification, timestamp, actualise, edit date, derniere maj, dat maj, date fiche, "
            "maj fiche, mis jour, derniere verif, date verif, derniere verification, verifie, "
            "datetime latest, date soumission, dat modif, date edition, date validation, last "
            "edited date"
        ),
        "services": (
            "services, service, services proposes, activites, activites proposees, offre "
            "services, prestations, thematiques, type mediation, codes types mediations, offre, "
            "actions, accompagnements, accompagnements proposes, ateliers proposes, types "
            "services, activite, offres, contenu, services offerts, services rendus, theme, "
            "themes, type accompagnement, types accompagnement, services numeriques, materiel mis"
            " disposition, materiel, equipements, equipement, type equipement, domaines, "
            "competences, aides proposees, atelier, ateliers, type demarches, types demarches, "
            "type mediation numerique, formations, sensibilisations, type mediation, themes "
            "abordes, domaines intervention, materiel disposition, type aide, modules, aide "
            "proposee, accompagnement numerique"
        ),
        "publics_specifiquement_adresses": (
            "publics specifiquement adresses, publics, public, type public, publics accueillis, "
            "public cible, public concerne, publics cibles, types publics, public accueilli, pour "
            "qui, public vise, codes publics, public toutes actions, beneficiaires, audience, "
            "type public accompagne, profils, profils publics, tranche age, age, usagers"
        ),
        "prise_en_charge_specifique": (
            "prise charge specifique, prises charge specifiques, publics specifiques, "
            "accessibilite publics, handicap, handicaps, accueil specifique, public specifique, "
            "langues parlees, langues, accessibilite, accessibilite pmr, acces pmr, pmr, "
            "accessibilite handicap, accueil personnes handicapees"
        ),
        "frais_a_charge": (
            "frais charge, tarif, tarifs, conditions acces, cond acces, conditions, cout, prix, "
            "tarification, gratuite, frais, condition acces, conditions tarifaires, modalites "
            "financieres, gratuit ou payant, tarif acces equipement, conditions financieres, "
            "participation financiere, condition, conditions acces toutes actions, combien, "
            "payant ou gratuit, modalites tarifaires"
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
            "libre, sur rendez vous, prise rendez vous, accueil, comment acceder, acces public, "
            "avec ou sans rendez vous, avec ou sans rdv, rdv, inscription, modalites inscription,"
            " modalite prise rdv, comment prendre rendez vous"
        ),
        "modalites_accompagnement": (
            "modalites accompagnement, modalite accompagnement, format, format accompagnement, "
            "type atelier, individuel ou collectif, formats, mode accompagnement, modalite "
            "intervention, accompagnement individuel ou collectif, forme accompagnement, modalite"
        ),
        "fiche_acces_libre": (
            "fiche acces libre, acces libre, acceslibre, accessibilite, lien accessibilite, fiche "
            "acceslibre, url acceslibre, accessibilite pmr"
        ),
        "prise_rdv": (
            "prise rdv, lien prise rdv, rdv, rdv ligne, prise rendez vous ligne, url rdv, lien "
            "rdv, rendez vous ligne, lien rendez vous, prendre rdv, agenda, prisrdv"
        ),
    }.items()
}
_IDENTIFIERS = frozenset("id uid uuid guid ident identifiant ref reference".split())
# All that a geocoder's columns may mean.
_GEOCODED = frozenset({"commune", "code_postal", "code_insee"})
# Words that heads are run together with: « Jedecrismastructureenquelquesmots ».
_BETWEEN = frozenset("je decris decrivez quelques mots inclusion numerique numeriques ex".split())
# A shapefile keeps ten signs of each head.
_SHAPEFILE = 10
_SUREST = 1.0
# Beyond, a header is a text and no head.
LONGEST = 200
_LONGEST_QUESTION = 1000
# « E-mail (une adresse nominative demande l’accord de la personne) »: how to answer a form.
_EXPLAINED = re.compile(r"\s*\([^()]{25,}\)")
_LAST_OF_A_TAG = re.compile(r"\.|(?<=\w):(?=\w)")


_EVERY_HEAD = {words_of(head) for heads in _HEADS.values() for head in heads}
_STEMMED = {
    column: tuple(dict.fromkeys(tuple(map(singular, words_of(head))) for head in heads))
    for column, heads in _HEADS.items()
}
_HEAD_WORDS = {word for head in _EVERY_HEAD for word in head if len(word) > 1}
_KNOWN_WORDS = frozenset(_HEAD_WORDS | _BETWEEN | LINKS | NOISE | PERSON | COUNT)


def is_head(cell: str) -> bool:
    """Whether a cell is, word for word, a head that producers give to a column."""
    words = _words_apart(_LAST_OF_A_TAG.split(cell)[-1] or cell)
    bare = words[1:] if words and len(words[0]) == 1 else words
    return canonical(cell) in COLUMNS or words in _EVERY_HEAD or bare in _EVERY_HEAD


@lru_cache(maxsize=4096)
def meanings_of(header: str) -> dict[str, float]:
    """Each column that a header may mean, with how surely (above 0, up to 1)."""
    short = _EXPLAINED.sub("", header[:_LONGEST_QUESTION])
    if len(short) > LONGEST:
        return {}
    exact = canonical(header)
    if exact in COLUMNS:
        return {exact: _SUREST}
    # « contact.nom » of a nested object, « tags.addr:city » of a map.
    ends = {_words_apart(end) for end in (header, short, _LAST_OF_A_TAG.split(short)[-1])}
    ends = {words for words in ends if not COUNT & set(words)}
    told, is_cut = _forms(_words_apart(short)), len(header) == _SHAPEFILE
    found: dict[str, float] = {}
    for column, heads in _STEMMED.items():
        # A name may be said in brackets to be somebody's.
        words = _forms(_words_apart(header)) if column == "nom" else told
        is_other = is_geocoded(header) and column not in _GEOCODED
        if is_other or words & NEVER.get(column, frozenset()):
            continue
        stems = [tuple(map(singular, end)) for end in ends]
        score = max((likeness(stem, heads, is_cut=is_cut) for stem in stems), default=0.0)
        if score:
            found[column] = round(score, 3)
    return found


def _words_apart(header: str) -> tuple[str, ...]:
    words = parted(words_of(header), _KNOWN_WORDS)
    return tuple(word for word in words if word not in LINKS) or words


def _forms(words: tuple[str, ...]) -> set[str]:
    return {*words, *map(singular, words)}


def is_identifier(header: str) -> bool:
    """Whether a head is that of some identifier of rows: « TYPO_UID », « code_service »."""
    words = words_of(header)
    others = NEVER["id"] | PERSON | COUNT
    is_named_so = words[:1] == ("code",) or bool({*words[:1], *words[-1:]} & _IDENTIFIERS)
    return is_named_so and not is_geocoded(header) and not others & set(words)
