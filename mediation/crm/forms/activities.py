"""What every report says: when, how long, where, about what."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.html import format_html

from mediation.crm.durations import in_words, read_minutes
from mediation.crm.forms.communes import CommuneField
from mediation.crm.habits import USUAL_TOPICS, Habits, habits_of
from mediation.crm.models import Activity
from places.dates import say_day
from places.models import Commune, Place, Term
from places.sensitive_text import what_must_not_be_written

OTHER = "other"
FIRST_YEAR = 2020
PROCEDURES_TOPIC = "demarches"


class TermsField(forms.ModelMultipleChoiceField):
    """Terms of one vocabulary as checkboxes, each with its line of examples."""

    def __init__(self, vocabulary: str, **kwargs: Any) -> None:
        super().__init__(
            Term.objects.filter(vocabulary=vocabulary),
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )

    def label_from_instance(self, obj: Term) -> str:
        if not obj.hint or obj.vocabulary == Term.Vocabulary.EQUIPMENT:
            return obj.plain_label
        return format_html('{} <span class="hint">{}</span>', obj.plain_label, obj.hint)


class MinutesField(forms.CharField):
    """A free duration as people write it."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        minutes = read_minutes(text)
        if text and minutes is None:
            raise ValidationError("Écrivez la durée en minutes, ou comme 1 h 15.")
        return minutes


class ReportForm(forms.ModelForm):
    """The part that individual activities and workshops share."""

    kind: str

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    done_on = forms.DateField(
        label="Date",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Écrivez la date comme 31/12/2026."},
    )
    duration = forms.ChoiceField(
        label="Durée",
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez une durée."},
    )
    other_duration = MinutesField(
        label="Autre durée", required=False, help_text="En minutes, ou comme 1 h 15"
    )
    location = forms.ChoiceField(label="Où", choices=Activity.Location, widget=forms.RadioSelect)
    place = forms.ModelChoiceField(
        Place.objects.none(), label="Lieu", required=False, empty_label="Choisir un lieu"
    )
    commune = CommuneField(label="Commune")
    topics = TermsField(Term.Vocabulary.TOPIC, label="Thématiques", required=False)
    procedures = TermsField(Term.Vocabulary.PROCEDURE, label="Quelles démarches", required=False)
    equipment = TermsField(Term.Vocabulary.EQUIPMENT, label="Matériel utilisé", required=False)
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=500,
        help_text="500 caractères. N’écrivez rien de sensible : ni santé, ni situation sociale, "
        "ni numéro de sécurité sociale ou de compte.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = Activity
        fields = ["done_on", "location", "place", "equipment", "note"]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.is_new = self.instance._state.adding
        if self.is_new:
            self.instance.kind = self.kind
            self.instance.mediator = user
            self.instance.organisation = user.organisation
        self._offer_places()
        self.habits = habits_of(user, self.kind)
        self._fill_in(self.habits)
        if not getattr(settings, "ALLOW_FREE_TEXT", False):
            del self.fields["note"]

    def _offer_places(self) -> None:
        own = Place.objects.filter(organisation=self.instance.organisation_id)
        kept = own.exclude(status=Place.Status.CLOSED) | own.filter(pk=self.instance.place_id)
        self.fields["place"].queryset = kept

    def _fill_in(self, habits: Habits) -> None:
        """Choose beforehand what the mediator will most likely say; an edit shows what was said."""
        if self.is_new:
            self._expect(habits)
        else:
            self.initial["duration"] = self.instance.duration
            self.initial["commune"] = self.instance.commune
            self.initial["topics"] = self.instance.topic_terms
            self.initial["procedures"] = self.instance.procedure_terms
        choices = [(str(minutes), in_words(minutes)) for minutes in habits.durations]
        duration = self.initial.get("duration")
        if duration and str(duration) not in dict(choices):
            self.initial |= {"duration": OTHER, "other_duration": duration}
        self.fields["duration"].choices = [*choices, (OTHER, "Autre")]

    def _expect(self, habits: Habits) -> None:
        places = list(self.fields["place"].queryset[:2])
        expected = {
            "id": uuid.uuid4(),
            "done_on": self.instance.today(),
            "duration": habits.usual_duration,
            "location": Activity.Location.PLACE if places else None,
            "place": places[0].pk if len(places) == 1 else None,
            "commune": self.user.organisation.commune,
        }
        last = {name: value for name, value in habits.last_place.items() if value is not None}
        if last.get("commune") and last["location"] == Activity.Location.OTHER:
            expected["commune"] = Commune.objects.get(pk=last["commune"])
        last.pop("commune", None)
        self.initial = expected | last | self.initial

    def clean_done_on(self) -> Any:
        day, today = self.cleaned_data["done_on"], self.instance.today()
        if day > today:
            raise ValidationError(f"Cette date est dans le futur. Nous sommes le {say_day(today)}.")
        if day.year < FIRST_YEAR:
            raise ValidationError("La date ne peut pas être avant 2020.")
        return day

    def clean_note(self) -> str:
        note = self.cleaned_data["note"]
        found = what_must_not_be_written(note)
        if found:
            raise ValidationError(f"La note contient {found}. Retirez-le avant d’enregistrer.")
        return note

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self._clean_duration(data)
        self._clean_where(data)
        self._clean_topics(data)
        return data

    def _clean_duration(self, data: dict[str, Any]) -> None:
        minutes = data.get("other_duration")
        if data.get("duration") != OTHER:
            minutes = int(data["duration"]) if data.get("duration") else None
        elif not minutes:
            self._ask("other_duration", "Écrivez la durée en minutes, ou comme 1 h 15.")
        elif not 1 <= minutes <= 24 * 60:
            self.add_error("other_duration", "La durée va de 1 minute à 24 heures.")
        if minutes:
            self.instance.duration = minutes

    def _clean_where(self, data: dict[str, Any]) -> None:
        where = data.get("location")
        if where != Activity.Location.PLACE:
            data["place"] = None
        elif not data.get("place"):
            self._ask("place", "Choisissez le lieu.")
        if where == Activity.Location.OTHER and not data.get("commune"):
            self._ask("commune", "Écrivez la commune où l’activité a eu lieu.")

    def _clean_topics(self, data: dict[str, Any]) -> None:
        """Whoever names a procedure helped with procedures: the topic follows."""
        topics = list(data.get("topics") or [])
        procedures = list(data.get("procedures") or [])
        if procedures and PROCEDURES_TOPIC not in {topic.code for topic in topics}:
            topics.append(self.fields["topics"].queryset.get(code=PROCEDURES_TOPIC))
        if not topics:
            self._ask("topics", "Cochez au moins une thématique.")
        data |= {"topics": topics, "procedures": procedures}

    def _ask(self, name: str, sentence: str) -> None:
        """Say what is missing, unless the field already has its own fault."""
        if name not in self.errors:
            self.add_error(name, sentence)

    @cached_property
    def shown_topics(self) -> list[Any]:
        """What stands open: topics ticked or used most; all of them before there are habits."""
        options, usual = list(self["topics"]), self.habits.usual_topics
        if not usual:
            return options
        shown = [o for o in options if o.data["selected"] or o.data["value"].value in usual]
        others = [option for option in options if option not in shown]
        shown += others[: max(0, USUAL_TOPICS - len(shown))]
        return [option for option in options if option in shown]

    @cached_property
    def folded_topics(self) -> list[Any]:
        shown = {option.data["index"] for option in self.shown_topics}
        return [option for option in self["topics"] if option.data["index"] not in shown]

    @property
    def procedures_topic(self) -> int:
        """The key of the topic whose procedures are asked next."""
        topics = self.fields["topics"].queryset
        return next(topic.pk for topic in topics if topic.code == PROCEDURES_TOPIC)

    def commune_of_the_person(self) -> Any:
        """The commune of a home visit, when none was typed."""
        return None

    @transaction.atomic
    def save(self, commit: bool = True) -> Activity:
        activity, data = self.instance, self.cleaned_data
        if self.is_new:
            # Made with the form: the same report sent twice is one row.
            activity.pk = data["id"] or activity.pk
        typed = data.get("commune")
        if activity.location == Activity.Location.HOME:
            typed = self.commune_of_the_person() or typed
        activity.commune = activity.where_it_took_place(typed)
        activity.book()
        activity.save(force_insert=self.is_new)
        activity.topics.set([*data["topics"], *data["procedures"]])
        activity.equipment.set(data["equipment"])
        self.save_people(activity)
        return activity

    def save_people(self, activity: Activity) -> None:
        raise NotImplementedError
