"""Tests of the reading of producers' files: formats, encodings, heads, memory."""

import csv
import json
import tracemalloc
from contextlib import suppress
from io import StringIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from places.files import UnreadableFileError, read_rows
from places.files.headers import head_of
from places.files.json_stream import DamagedJsonError, items
from places.files.mojibake import MOJIBAKE, mended, occurrences

ROW = {"Nom": "Médiathèque de l’Étang", "Commune": "Guéret", "CP": "23000"}


def cells_of(path):
    return [row.cells for row in read_rows(path).rows]


def reasons(file):
    return " · ".join(issue.reason for issue in file.issues)


@pytest.fixture
def write(tmp_path):
    def path_of(content, name="fichier.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return path_of


@pytest.fixture
def workbook(tmp_path):
    """Save sheets (name → lines) as an XLSX workbook."""

    def path_of(**sheets):
        book = Workbook()
        book.remove(book.active)
        for name, lines in sheets.items():
            sheet = book.create_sheet(name)
            for line in lines:
                sheet.append(line)
        path = tmp_path / "classeur.xlsx"
        book.save(path)
        return path

    return path_of


def test_rows_are_read_again_each_time(write):
    file = read_rows(write("Nom;CP\nA;23000\n"))
    assert [row.cells for row in file.rows] == [row.cells for row in file.rows]
    assert file.headers == ("Nom", "CP")


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-8", ""),
        ("utf-16", ""),
        ("utf-16-le", ""),
        ("cp1252", "Windows-1252"),
        ("cp850", "DOS"),
        ("mac_roman", "Mac Roman"),
    ],
)
def test_the_encodings_of_french_software_are_recognised(write, encoding, words):
    text = "Nom;Commune;CP\nMédiathèque André-Ferré à l'Étang;Guéret;23000\nÉcole;Bénévent;23210\n"
    file = read_rows(write(text, encoding=encoding))
    assert next(iter(file.rows)).cells["Nom"] == "Médiathèque André-Ferré à l'Étang"
    assert words in reasons(file)


def test_lines_in_two_encodings_are_both_read(write):
    content = "Nom;Commune\nMédiathèque;Guéret\n".encode() + "École;Bénévent\n".encode("cp1252")
    file = read_rows(write(content))
    assert [row.cells["Nom"] for row in file.rows] == ["Médiathèque", "École"]
    assert "mélange" in reasons(file)


def test_accents_read_in_the_wrong_encoding_are_put_right_and_told(write):
    file = read_rows(write("Nom;Libellé\nMÃ©diathÃ¨que Ã  lâ€™Ã‰tang;CÅ“ur\n"))
    assert list(next(iter(file.rows)).cells.values()) == ["Médiathèque à l’Étang", "Cœur"]
    assert "remis en accents" in reasons(file)


def test_accents_are_put_right_in_json_escapes_too(write):
    path = write(json.dumps([{"nom": "MÃ©diathÃ¨que"}]), "lieux.json")
    file = read_rows(path)
    assert next(iter(file.rows)).cells == {"nom": "Médiathèque"}
    assert "2 caractère(s)" in reasons(file)


@given(st.text(alphabet="éèàùçôîÉœ’«» abcÂÃ", max_size=30))
def test_mending_accents_never_fails_and_twice_is_once(text):
    assert mended(mended(text)) == mended(text)


@given(st.text(alphabet="éèùçôîûëÉÀŒœ’« abc", max_size=30))
def test_text_that_was_read_in_the_wrong_encoding_comes_back(text):
    spoilt = text.encode().decode("cp1252", errors="ignore")
    if spoilt.encode("cp1252", errors="ignore") == text.encode():
        assert mended(spoilt) == text


def test_good_french_is_left_alone():
    text = "Âge d’or, Ânes, pâté — « São Paulo », 20 °C, crêpes à 2 €"
    assert mended(text) == text


def test_letters_lost_as_question_marks_are_told(write):
    file = read_rows(write("Nom\nM?diath?que\nBiblioth?que\nCaf?teria\nhttps://a.fr/?id=a?b\n"))
    assert "lettre perdue" in reasons(file)


def test_title_lines_above_the_heads_are_passed(write):
    text = ";;\nLieux de médiation numérique;;\nMis à jour en mai 2024;;\n;;\n"
    file = read_rows(write(text + "Nom de la structure;CP;Commune\nA;23000;Guéret\n"))
    assert file.headers == ("Nom de la structure", "CP", "Commune")
    row = next(iter(file.rows))
    assert (row.line, row.cells["Commune"]) == (6, "Guéret")
    assert "2 ligne(s) de titre" in reasons(file)


def test_heads_on_two_lines_are_joined(workbook):
    lines = [
        ["Les permanences", None, None, None],
        ["Nom", "Commune", "Horaires", None],
        [None, None, "Lundi", "Mardi"],
        ["Mairie", "Guéret", "9h-12h", "14h-17h"],
    ]
    file = read_rows(workbook(Feuil1=lines))
    assert file.headers == ("Nom", "Commune", "Horaires Lundi", "Horaires Mardi")
    assert next(iter(file.rows)).cells["Horaires Mardi"] == "14h-17h"


def test_half_days_under_a_merged_head_are_heads(workbook):
    lines = [
        ["Structure", "Ville", "Horaires", None, None],
        [None, None, "lun. matin", "lun. a-m", "mar. matin"],
        ["Médiathèque", "Guéret", "9h-12h", "14h-17h", "9h-12h"],
    ]
    path = workbook(Feuil1=lines)
    names = ("Horaires lun. matin", "Horaires lun. a-m", "Horaires mar. matin")
    assert read_rows(path).headers == ("Structure", "Ville", *names)


@pytest.mark.parametrize(
    "note",
    [
        ["obligatoire", "obligatoire", "5 chiffres"],
        ["texte", "(facultatif)", "Champ obligatoire *"],
        ["Ex : Mairie de Lens", "Lens", "62300"],
        ["Exemple", "Lens", "62300"],
    ],
)
def test_lines_that_tell_how_to_fill_a_file_in_are_no_places(workbook, note):
    file = read_rows(workbook(Feuil1=[list(ROW), note, list(ROW.values())]))
    assert [row.cells for row in file.rows] == [ROW]
    assert "1 ligne(s) de consignes ou d’exemple" in reasons(file)


def test_lines_that_a_spreadsheet_put_whole_between_quotes_are_read(write):
    path = write('"Nom;CP;Horaires"\n"Mairie;23000;""mardi 9h, jeudi 14h"""\n')
    assert cells_of(path) == [{"Nom": "Mairie", "CP": "23000", "Horaires": "mardi 9h, jeudi 14h"}]
    path = write('"Adresse"\n"1 rue Haute, 23000 Guéret"\n')
    assert cells_of(path) == [{"Adresse": "1 rue Haute, 23000 Guéret"}]


def test_a_file_without_heads_gets_numbers(write):
    file = read_rows(write("Mairie;23000;Guéret;mairie@gueret.fr\nÉcole;23300;Noth;a@noth.fr\n"))
    assert file.headers == ("colonne 1", "colonne 2", "colonne 3", "colonne 4")
    assert len(list(file.rows)) == 2


def test_heads_that_nobody_knows_are_heads_all_the_same(write):
    file = read_rows(write("Foo;Bar\nMairie;Guéret\n"))
    assert (file.headers, len(list(file.rows))) == (("Foo", "Bar"), 1)


def test_empty_cells_beyond_the_heads_are_no_remark(write):
    file = read_rows(write("Nom;CP\nA;23000;;\n"))
    row = next(iter(file.rows))
    assert (row.cells, row.issues) == ({"Nom": "A", "CP": "23000"}, ())


@given(st.lists(st.lists(st.text(max_size=8), max_size=5), max_size=8))
def test_a_head_is_found_in_anything(rows):
    head = head_of(rows)
    assert len(set(head.names)) == len(head.names)
    assert 0 <= head.data <= len(rows)


def test_the_sheet_of_places_is_chosen_and_said(workbook):
    file = read_rows(
        workbook(
            Lisez_moi=[["Ce classeur liste les lieux"], ["Contact : la mairie"]],
            Lieux=[list(ROW), list(ROW.values())],
            Vide=[],
        )
    )
    assert [row.cells for row in file.rows] == [ROW]
    assert "feuille « Lieux » lue" in reasons(file).replace("\u00a0", " ")


def test_sheets_with_the_same_heads_are_one_list(workbook):
    lille, arras = ROW | {"Commune": "Lille"}, ROW | {"Commune": "Arras"}
    sheets = {"Nord": [list(ROW), list(lille.values())], "Lisez_moi": [["Par département"]]}
    path = workbook(**sheets, Pas_de_Calais=[list(ROW), list(arras.values())])
    assert [(row.line, row.cells) for row in read_rows(path).rows] == [(2, lille), (4, arras)]
    assert "feuilles « Nord », « Pas_de_Calais » lues à la suite" in reasons(
        read_rows(path)
    ).replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["2023", "Archives", "Copie de 2024", "Fermés"])
def test_another_state_of_a_list_is_not_put_after_it(workbook, name):
    lines = [list(ROW), list(ROW.values())]
    assert cells_of(workbook(**{"Lieux": lines, name: lines})) == [ROW]


def test_a_hidden_sheet_is_not_put_after_the_others(workbook):
    lines = [list(ROW), list(ROW.values())]
    path = workbook(Nord=lines, Sud=lines)
    book = load_workbook(path)
    book["Sud"].sheet_state = "hidden"
    book.save(path)
    assert cells_of(path) == [ROW]


def test_numbers_dates_and_booleans_of_a_workbook_are_read(workbook):
    from_sheet = read_rows(workbook(Feuil1=[["Nom", "CP", "Wifi"], ["A", 1000, True]]))
    assert next(iter(from_sheet.rows)).cells == {"Nom": "A", "CP": 1000, "Wifi": "Oui"}


def test_a_cell_merged_over_several_lines_is_in_each(workbook):
    lines = [
        ["Structure", "Ville", "Jour", "Horaire"],
        ["Médiathèque", "Lens", "Lundi", "9h-12h"],
        [None, None, "Mardi", "14h-17h"],
        [None, None, None, None],
        [None, "Arras", "Jeudi", "9h-12h"],
    ]
    path = workbook(Feuil1=lines)
    book = load_workbook(path)
    for cells in ("A2:A4", "B2:B4", "C5:D5"):
        book["Feuil1"].merge_cells(cells)
    book.save(path)
    assert [list(row.cells.values()) for row in read_rows(path).rows] == [
        ["Médiathèque", "Lens", "Lundi", "9h-12h"],
        ["Médiathèque", "Lens", "Mardi", "14h-17h"],
        ["Arras", "Jeudi"],
    ]


def altered(path, **parts):
    """The workbook with parts added or replaced."""
    other = path.with_name("autre.xlsx")
    with ZipFile(path) as source, ZipFile(other, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, content in parts.items():
            target.writestr(name, content)
    return other


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"xl/vbaProject.bin": b"x"}, "macros"),
        ({"xl/sharedStrings.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a/>'},
         "autres fichiers"),
        ({"xl/sharedStrings.xml": "<?xml?><!DOCTYPE a>".encode("utf-16")}, "autres fichiers"),
        ({"xl/media/a.png": b"0" * 5_000_000}, "anormalement compressé"),
    ],
)  # fmt: skip
def test_a_workbook_that_cannot_be_trusted_is_not_opened(workbook, parts, words):
    path = altered(workbook(Feuil1=[list(ROW), list(ROW.values())]), **parts)
    with pytest.raises(UnreadableFileError, match=words):
        read_rows(path)


def test_a_damaged_workbook_and_another_archive_get_a_sentence(workbook, tmp_path):
    path = workbook(Feuil1=[list(ROW)])
    with pytest.raises(UnreadableFileError, match="aucune ligne"):
        read_rows(path)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(UnreadableFileError, match="abîmé"):
        read_rows(path)
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("lieux.csv", "nom")
    with pytest.raises(UnreadableFileError, match="archive"):
        read_rows(tmp_path / "a.zip")


def test_nested_json_is_laid_flat(write):
    item = {
        "nom": "A",
        "adresse": {"voie": "1 rue", "commune": {"nom": "Guéret"}},
        "services": [{"nom": "Wifi", "prix": 0}, {"nom": "Scanner"}],
        "publics": ["Jeunes", "Seniors"],
    }
    file = read_rows(write(json.dumps({"meta": {"total": 1}, "data": {"lieux": [item]}})))
    assert next(iter(file.rows)).cells == {
        "nom": "A",
        "adresse.voie": "1 rue",
        "adresse.commune.nom": "Guéret",
        "services.nom": ["Wifi", "Scanner"],
        "services.prix": [0, ""],
        "publics": ["Jeunes", "Seniors"],
    }


@pytest.mark.parametrize(
    ("days", "hours"),
    [
        ([{"day": "Lundi", "open": "09:00", "close": "12:00"}], "lundi 09:00-12:00"),
        (
            [
                {"dayOfWeek": "https://schema.org/Monday", "opens": "09:00:00", "closes": "12:00"},
                {"dayOfWeek": ["Tuesday", "Friday"], "opens": "14:00", "closes": "17:00"},
            ],
            "lundi 09:00-12:00\nmardi, vendredi 14:00-17:00",
        ),
        ([{"jour": "mardi", "heure_debut": "9h", "heure_fin": "12h"}], "mardi 9h-12h"),
        (
            [
                {
                    "dayOfWeek": "Mo",
                    "hours": [
                        {"opens": "09:00", "closes": "12:00"},
                        {"opens": "14:00", "closes": "18:00"},
                    ],
                },
                {"dayOfWeek": "Tu", "hours": [{"opens": "09:00", "closes": "12:00"}]},
            ],
            "lundi 09:00-12:00, 14:00-18:00\nmardi 09:00-12:00",
        ),
    ],
)
def test_days_of_opening_are_written_as_people_do(write, days, hours):
    assert cells_of(write(json.dumps([{"nom": "A", "openingHours": days}]))) == [
        {"nom": "A", "openingHours": hours}
    ]


SHUT = {"open": False, "timeslot": []}


@pytest.mark.parametrize(
    ("monday", "hours"),
    [
        (
            {"open": True, "timeslot": [{"start": 830, "end": 1200}, {"start": 1330, "end": 1700}]},
            "lundi 08:30-12:00, 13:30-17:00",
        ),
        ([{"opens": "09:00", "closes": "12:00"}], "lundi 09:00-12:00"),
        ({"debut": "9h", "fin": "12h"}, "lundi 9h-12h"),
    ],
)
def test_a_week_of_days_is_written_as_people_do(write, monday, hours):
    week = {"monday": monday, "tuesday": SHUT, "wednesday": None}
    assert cells_of(write(json.dumps([{"nom": "A", "hours": week}]))) == [
        {"nom": "A", "hours": hours}
    ]


@pytest.mark.parametrize(
    "monday",
    [
        "9h-12h",
        {"open": True, "timeslot": [{"start": 830, "end": 1200}], "note": "sur rendez-vous"},
        {"open": True, "timeslot": [{"start": 830}]},
        [{"start": 2575, "end": 1200}],
    ],
)
def test_a_week_that_says_more_than_times_keeps_its_columns(write, monday):
    week = {"monday": monday, "tuesday": SHUT, "wednesday": None}
    (cells,) = cells_of(write(json.dumps([{"nom": "A", "hours": week}])))
    assert "hours" not in cells
    assert any(name.startswith("hours.monday") for name in cells)


def test_days_that_are_not_understood_are_laid_flat(write):
    days = [{"day": 1, "open": "09:00", "close": "12:00"}]
    (cells,) = cells_of(write(json.dumps([{"nom": "A", "jours": days}])))
    assert cells == {"nom": "A", "jours.day": 1, "jours.open": "09:00", "jours.close": "12:00"}


def test_the_longest_list_of_objects_is_the_places(write):
    document = {"colonnes": ["a", "b", "c"], "lieux": [{"nom": "A"}, {"nom": "B"}]}
    assert cells_of(write(json.dumps(document))) == [{"nom": "A"}, {"nom": "B"}]


def test_json_lines_are_read(write):
    assert cells_of(write('{"nom": "A"}\n{"nom": "B"}\n')) == [{"nom": "A"}, {"nom": "B"}]


def test_an_outline_on_the_map_gives_its_middle(write):
    square = [[[0, 40], [2, 40], [2, 44], [0, 44]]]
    feature = {"geometry": {"coordinates": square}, "properties": {"nom": "A"}, "id": "node/1"}
    (cells,) = cells_of(write(json.dumps({"features": [feature]})))
    assert cells == {"id": "node/1", "latitude": 42, "longitude": 1, "nom": "A"}


@given(
    st.lists(
        st.dictionaries(st.text(max_size=5), st.integers() | st.floats(allow_nan=False)),
        max_size=5,
    ),
    st.sampled_from([None, 1]),
)
def test_streamed_json_is_the_same_as_json_read_whole(rows, indent):
    text = json.dumps({"a": {"b": rows}, "c": 1.5}, indent=indent)
    assert list(items(StringIO(text))) == [("a.b", row) for row in rows]


@given(st.text(alphabet='[]{}",:1a\\ \n', max_size=40))
def test_json_cut_anywhere_is_damaged_and_nothing_else(text):
    with suppress(DamagedJsonError):
        list(items(StringIO(text)))


def test_values_across_blocks_are_whole():
    rows = [{"nom": "é" * 50_000, "n": 12345678}, {"nom": "b" * 70_000, "n": 1.25}]
    assert [item for _path, item in items(StringIO(json.dumps(rows)))] == rows
    assert [item for _path, item in items(StringIO(json.dumps([1] * 65_537)))] == [1] * 65_537


def test_a_small_document_is_gone_through_once(tmp_path):
    path = tmp_path / "lieux.json"
    path.write_text('[{"nom": "Ici"}, "rien", {"nom": "Là"}]')
    file = read_rows(path)
    path.unlink()
    assert [row.cells for row in file.rows] == [{"nom": "Ici"}, {}, {"nom": "Là"}]
    assert [row.line for row in file.rows if row.issues] == [2]


@pytest.mark.parametrize("name", ["lieux.csv", "lieux.json"])
def test_memory_does_not_grow_with_the_rows(tmp_path, name):
    def peak(count):
        path = tmp_path / name
        rows = [
            {"nom": f"Lieu {n}", "commune": "Guéret", "texte": "mot " * 2000} for n in range(count)
        ]
        with path.open("w", newline="") as file:
            if name.endswith("json"):
                json.dump(rows, file)
            else:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
        del rows
        tracemalloc.start()
        assert sum(1 for _row in read_rows(path).rows) == count
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(10)
    # The rows of a small JSON document are kept, up to four megabytes of it.
    assert peak(1_600) < 1.5 * peak(800)
    assert peak(1_600) < 20 * 2**20


@given(st.text(st.sampled_from("éÃ©Â«Åâ€™ðŸ\x81‚ a")))
def test_damaged_letters_are_counted_as_the_pattern_finds_them(text):
    assert occurrences(text) == len(MOJIBAKE.findall(text))


def test_places_listed_under_their_communes_are_the_rows(tmp_path):
    path = tmp_path / "communes.json"
    lens = {"nom": "Lens", "code_postal": "62300"}
    lens["lieux"] = [{"nom": "EPN", "adresse": "1 rue A"}, {"nom": "MJC", "adresse": "2 rue B"}]
    alone = {"nom": "Arras"}
    own = {"commune.nom": "Lens", "commune.code_postal": "62300"}
    # Under a name, or a list that has none: the town is not lost, nor what lists nothing.
    for document in ({"communes": [lens, alone]}, [lens, alone]):
        path.write_text(json.dumps(document), encoding="utf-8")
        file = read_rows(path)
        assert [row.cells for row in file.rows] == [
            own | {"nom": "EPN", "adresse": "1 rue A"},
            own | {"nom": "MJC", "adresse": "2 rue B"},
            alone,
        ]
        assert set(file.headers) == {*own, "nom", "adresse"}


def test_what_a_place_lists_stays_in_it(tmp_path):
    path = tmp_path / "lieux.json"
    place = {"nom": "EPN", "adresse": "1 rue A", "commune": "Lens"}
    place["annexes"] = [{"nom": "MJC", "adresse": "2 rue B"}, {"nom": "CCAS", "adresse": "3 rue C"}]
    people = {"nom": "Lens", "contacts": [{"nom": "Petit"}, {"nom": "Grand"}]}
    path.write_text(json.dumps([place, people]), encoding="utf-8")
    assert [row.cells["nom"] for row in read_rows(path).rows] == ["EPN", "Lens"]


def test_the_words_of_a_list_among_values_are_no_head(tmp_path):
    path = tmp_path / "lieux.csv"
    lines = [
        "gid;k_nom;k_adresse;k_postcode;k_telephone;k_courriel;k_etiquettes;k_sorte;k_genre",
        "1;LA FABRIQUE;70 avenue Haute;18000;02 48 00 00 01;a@b.fr;CoWorking;;",
        "3;EPN;1 place Haute;45100;02 38 00 00 01;c@d.fr;EPN;Bibliothèque;Espace",
        "5;PÔLE, JEUNES, ADOS;3 rue Haute;28300;;e@f.fr;Espace;Lieu;Structure",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    file = read_rows(path)
    assert file.headers == tuple(lines[0].split(";"))
    assert [row.cells["gid"] for row in file.rows] == ["1", "3", "5"]


@pytest.mark.parametrize(
    "more", [{"opens": "2:00 PM"}, {"comment": "sur rendez-vous"}, {"validFrom": "2027-01-01"}]
)
def test_days_that_say_more_than_times_are_not_made_shorter(tmp_path, more):
    path = tmp_path / "lieux.json"
    day = {"dayOfWeek": "Monday", "opens": "09:00", "closes": "12:00"}
    path.write_text(json.dumps([{"nom": "EPN", "horaires": [day, day | more]}]), encoding="utf-8")
    (row,) = read_rows(path).rows
    assert "horaires" not in row.cells
    assert all(str(value) in str(row.cells) for value in more.values())
