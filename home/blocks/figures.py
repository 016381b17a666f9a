"""A few figures, with where they come from."""

from wagtail import blocks


class KeyFigureBlock(blocks.StructBlock):
    value = blocks.CharBlock(label="Chiffre", max_length=20)
    label = blocks.CharBlock(label="Ce qu’il compte", max_length=100)


class KeyFiguresBlock(blocks.StructBlock):
    figures = blocks.ListBlock(KeyFigureBlock(), label="Chiffres", max_num=4)
    source = blocks.CharBlock(label="Source et date", max_length=150)

    class Meta:
        label = "Chiffres clés"
        icon = "order"
        template = "home/blocks/key_figures.html"
        description = "Jusqu’à quatre chiffres, avec leur source et leur date."
        preview_value = {
            "figures": [
                {"value": "31", "label": "lieux ouverts"},
                {"value": "4", "label": "bus numériques"},
            ],
            "source": "Département, décembre 2026",
        }
