"""The names of the regions, départements and country that software writes after a town."""

from places.standard.values import folded

_REGIONS = """
    Guadeloupe, Martinique, Guyane, La Réunion, Réunion, Mayotte, Île-de-France, Normandie,
    Centre-Val de Loire, Bourgogne-Franche-Comté, Hauts-de-France, Grand Est, Pays de la Loire,
    Bretagne, Nouvelle-Aquitaine, Occitanie, Auvergne-Rhône-Alpes, Provence-Alpes-Côte d'Azur, Corse
"""
_DEPARTEMENTS = """
    Ain, Aisne, Allier, Alpes-de-Haute-Provence, Hautes-Alpes, Alpes-Maritimes, Ardèche, Ardennes,
    Ariège, Aube, Aude, Aveyron, Bouches-du-Rhône, Calvados, Cantal, Charente, Charente-Maritime,
    Cher, Corrèze, Côte-d'Or, Côtes-d'Armor, Creuse, Dordogne, Doubs, Drôme, Eure, Eure-et-Loir,
    Finistère, Corse-du-Sud, Haute-Corse, Gard, Haute-Garonne, Gers, Gironde, Hérault,
    Ille-et-Vilaine, Indre, Indre-et-Loire, Isère, Jura, Landes, Loir-et-Cher, Loire, Haute-Loire,
    Loire-Atlantique, Loiret, Lot, Lot-et-Garonne, Lozère, Maine-et-Loire, Manche, Marne,
    Haute-Marne, Mayenne, Meurthe-et-Moselle, Meuse, Morbihan, Moselle, Nièvre, Nord, Oise, Orne,
    Pas-de-Calais, Puy-de-Dôme, Pyrénées-Atlantiques, Hautes-Pyrénées, Pyrénées-Orientales,
    Bas-Rhin, Haut-Rhin, Rhône, Haute-Saône, Saône-et-Loire, Sarthe, Savoie, Haute-Savoie, Paris,
    Seine-Maritime, Seine-et-Marne, Yvelines, Deux-Sèvres, Somme, Tarn, Tarn-et-Garonne, Var,
    Vaucluse, Vendée, Vienne, Haute-Vienne, Vosges, Yonne, Territoire de Belfort, Essonne,
    Hauts-de-Seine, Seine-Saint-Denis, Val-de-Marne, Val-d'Oise
"""
_COUNTRY = "France, FRA, FR, France métropolitaine"
_KNOWN = frozenset(map(folded, f"{_REGIONS},{_DEPARTEMENTS},{_COUNTRY}".split(",")))


def without_territories(text: str) -> list[str]:
    """« Épernay, Marne, Grand Est, FRA » → [« Épernay »]: the pieces that name no more than a town.

    The first piece always stays: a town may bear the name of a département (« Vienne »).
    """
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    while len(pieces) > 1 and folded(pieces[-1]) in _KNOWN:
        pieces.pop()
    return pieces
