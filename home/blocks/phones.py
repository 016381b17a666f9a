"""The numbers to call, on a crisis page."""

from django.core.validators import RegexValidator
from wagtail import blocks

PHONE = RegexValidator(r"^\+?[\d\s.]{2,20}$", "Écrivez un numéro de téléphone.")


class PhoneNumberBlock(blocks.StructBlock):
    label = blocks.CharBlock(label="Qui répond", max_length=80)
    number = blocks.CharBlock(label="Numéro", max_length=20, validators=[PHONE])

    class Meta:
        label = "Numéro"
        icon = "mobile-alt"
        template = "home/blocks/phone_number.html"
        description = "Un numéro à appeler, et qui y répond."
        preview_value = {"label": "Mairie, jour et nuit", "number": "05 55 00 00 02"}


class PhoneNumbersBlock(blocks.StreamBlock):
    number = PhoneNumberBlock()

    class Meta:
        max_num = 8
