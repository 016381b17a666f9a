"""What the site gives to everybody: files of its places, their editions and their catalogue."""

LICENCE = {
    "name": "Licence Ouverte 2.0",
    "url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
}
