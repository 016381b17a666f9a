"""Places that a JSON file lists under something else: the communes or structures they are in."""

from collections.abc import Iterable, Iterator, Mapping

from places.standard.synonyms import meanings_of

Cells = dict[str, object]
# One of these says where a place is; a commune that lists places has none of them.
_WHERE = frozenset({"adresse", "latitude"})


def holder_of(headers: Iterable[str], nested: Mapping[str, Iterable[str]]) -> str:
    """The key under which objects keep their places, when they are none themselves; else nothing.

    Args:
        headers: the columns of the objects, « lieux.nom » among them.
        nested: key of a list inside the objects → the columns of what it lists.
    """
    own = [name for name in headers if name.partition(".")[0] not in nested]
    if _is_place(own):
        return ""
    return next((key for key, names in nested.items() if _is_place(names)), "")


def _is_place(names: Iterable[str]) -> bool:
    meant = {max(found, key=found.__getitem__) for found in map(meanings_of, names) if found}
    return "nom" in meant and bool(meant & _WHERE)


def unfolded(item: object, key: str, path: str) -> Iterator[tuple[Cells, object]]:
    """Each object that an item lists under a key, with the columns it has from the item.

    `path` is the item's own list: the « nom » of one of « communes » becomes « commune.nom », as
    that of a list without a name whose items have a code. An item that lists nothing stays itself.
    """
    listed = item.get(key) if isinstance(item, dict) else None
    if not (isinstance(item, dict) and isinstance(listed, list) and listed):
        yield {}, item
        return
    has_code = any({"code_postal", "code_insee"} & meanings_of(head).keys() for head in item)
    name = path.rpartition(".")[2].removesuffix("s") or ("commune" if has_code else "liste")
    own = {f"{name}.{head}": cell for head, cell in item.items() if head != key}
    for each in listed:
        yield own, each
