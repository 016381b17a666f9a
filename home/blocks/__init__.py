"""What editors build a page with: each block says what it is for and shows an example."""

from home.blocks.body import BodyBlock, shows_map
from home.blocks.cards import CARD_ICONS, CardsBlock
from home.blocks.legal import NonConformitiesBlock
from home.blocks.phones import PhoneNumbersBlock

__all__ = [
    "CARD_ICONS",
    "BodyBlock",
    "CardsBlock",
    "NonConformitiesBlock",
    "PhoneNumbersBlock",
    "shows_map",
]
