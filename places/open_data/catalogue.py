"""The catalogue of the open files in the words of DCAT, for the portals that gather them."""

from collections.abc import Callable

from places.open_data.dumps import Dump, DumpedFile

Node = dict[str, object]
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/DAILY"
FRENCH = "http://publications.europa.eu/resource/authority/language/FRA"
SHA_256 = "spdx:checksumAlgorithm_sha256"


def catalogue(
    edition: Dump | None, page: str, publisher: str, address: Callable[[DumpedFile], str]
) -> Node:
    """The catalogue as JSON-LD.

    `page` is the absolute address of the open data page, `publisher` the name of the site,
    `address` gives the absolute address where the newest edition of a file is always found.
    Source: W3C, Data Catalog Vocabulary (DCAT) 3.
    """
    return {
        "@context": CONTEXT,
        "@id": f"{page}#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _in_french("Données ouvertes"),
        "dct:language": {"@id": FRENCH},
        "dct:publisher": _publisher(page, publisher),
        "foaf:homepage": {"@id": page},
        "dcat:dataset": [_dataset(edition, page, publisher, address)] if edition else [],
    }


def _dataset(
    edition: Dump, page: str, publisher: str, address: Callable[[DumpedFile], str]
) -> Node:
    return {
        "@id": f"{page}#lieux",
        "@type": "dcat:Dataset",
        "dct:title": _in_french("Lieux de médiation numérique"),
        "dct:description": _in_french(
            "Les lieux où une personne aide à se servir du numérique : adresse, horaires, services."
        ),
        "dct:language": {"@id": FRENCH},
        "dct:publisher": _publisher(page, publisher),
        "dct:accrualPeriodicity": {"@id": FREQUENCY},
        "dct:modified": {"@value": edition.published_at.isoformat(), "@type": "xsd:dateTime"},
        "dct:license": {"@id": edition.licence["url"]},
        "dcat:landingPage": {"@id": page},
        "dcat:keyword": [_in_french(word) for word in ("médiation numérique", "inclusion")],
        "dcat:distribution": [
            _distribution(file, edition, page, address(file)) for file in edition.files
        ],
    }


def _distribution(file: DumpedFile, edition: Dump, page: str, address: str) -> Node:
    return {
        "@id": f"{page}#{file.latest}",
        "@type": "dcat:Distribution",
        "dct:title": _in_french(file.title),
        "dcat:accessURL": {"@id": page},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": MEDIA_TYPES + file.media_type},
        "dcat:byteSize": {"@value": str(file.size), "@type": "xsd:nonNegativeInteger"},
        "dct:conformsTo": {"@id": file.conforms_to},
        "dct:license": {"@id": edition.licence["url"]},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": SHA_256},
            "spdx:checksumValue": file.sha256,
        },
    }


def _publisher(page: str, name: str) -> Node:
    return {"@id": f"{page}#editeur", "@type": "foaf:Organization", "foaf:name": name}


def _in_french(text: str) -> Node:
    return {"@value": text, "@language": "fr"}
