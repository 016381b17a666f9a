"""The first step of an import: which file, whose places."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from places.files import UnreadableFileError
from places.imports.producers import LONGEST, known_sources, owner_of, source_of
from places.imports.uploads import EXTENSIONS, check_upload
from places.models import ImportRun
from places.models.records import OWN_SOURCE

OTHER = ""


class UploadForm(forms.Form):
    """A file; an editor says as well which producer it comes from."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    source = forms.ChoiceField(label="Producteur", required=False)
    new_source = forms.CharField(
        label="Nom d’un nouveau producteur",
        max_length=LONGEST,
        required=False,
        help_text="S’il n’est pas dans la liste. Par exemple : Département de la Creuse",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    file = forms.FileField(
        label="Fichier des lieux",
        max_length=200,
        help_text="CSV, Excel (.xlsx), JSON ou GeoJSON ; 10 Mo et 50 000 lignes au plus. "
        "Les noms des colonnes n’ont pas besoin de suivre le standard.",
        widget=forms.FileInput(attrs={"accept": ",".join(EXTENSIONS)}),
        error_messages={
            "required": "Choisissez un fichier.",
            "empty": "Ce fichier est vide.",
            "max_length": "Le nom de ce fichier est trop long : 200 caractères au plus.",
        },
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.rows = 0
        self.initial.setdefault("id", uuid.uuid4())
        self.is_editor = user.has_perm("places.import_any_source")
        if self.is_editor:
            names = [(name, name) for name in known_sources()]
            self.fields["source"].choices = [(OTHER, "Un nouveau producteur"), *names]
        else:
            del self.fields["source"], self.fields["new_source"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.rows = check_upload(file, file.name, file.size)
        except UnreadableFileError as error:
            raise ValidationError(str(error)) from error
        return file

    def clean_new_source(self) -> str:
        name: str = " ".join(self.cleaned_data["new_source"].split())
        if name.casefold() == OWN_SOURCE:
            raise ValidationError("Ce nom est réservé aux lieux écrits à la main.")
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.is_editor and "new_source" in cleaned:
            chosen, named = cleaned.get("source"), cleaned["new_source"]
            if not chosen and not named:
                self.add_error("new_source", "Choisissez un producteur, ou écrivez son nom.")
            if chosen and named and chosen != named:
                self.add_error("new_source", "Choisissez un producteur, ou nommez-en un nouveau.")
        return cleaned

    @property
    def chosen_source(self) -> str:
        if not self.is_editor:
            return source_of(self.user.organisation)
        return self.cleaned_data["source"] or self.cleaned_data["new_source"]

    def run(self) -> ImportRun:
        """The run of this form, not saved yet."""
        file, source = self.cleaned_data["file"], self.chosen_source
        return ImportRun(
            id=self.cleaned_data["id"] or uuid.uuid4(),
            user=self.user,
            organisation=owner_of(source) if self.is_editor else self.user.organisation,
            source=source,
            file=file,
            file_name=file.name,
            rows_total=self.rows,
        )
