"""Read a page as its visitors will: headings, images, links, and the length of its sentences."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

LONG_SENTENCE = 25  # words: beyond, a reader loses the thread
GOOD_AVERAGE = 15
SHOWN_WORDS = 8
SHOWN_SENTENCES = 3
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# A link read alone, as a screen reader lists them, must say where it leads.
EMPTY_WORDS = {
    "cliquez ici", "cliquer ici", "ici", "lien", "ce lien", "lire", "lire la suite", "la suite",
    "suite", "en savoir plus", "savoir plus", "plus", "plus d’infos", "voir", "voir plus",
    "télécharger", "c’est ici", "là",
}  # fmt: skip
FILE_NAME = re.compile(r"\.(avif|gif|jpe?g|png|svg|webp)$|^(img|image|dsc|photo)[\s_-]*\d+", re.I)
SENTENCE_END = re.compile(r"(?<!\bM)[.!?…]+(?=\s|$)|\n")
WORD = re.compile(r"[^\W\d_][\w’'-]*")
ADDRESS = re.compile(r"^(https?://|www\.)\S+$")


def faults_of(main: HtmlElement) -> list[str]:
    """What to mend in the content of a page, one French sentence each, the gravest first."""
    return [*heading_faults(main), *image_faults(main), *link_faults(main), *long_sentences(main)]


def heading_faults(main: HtmlElement) -> Iterator[str]:
    level = 0
    for heading in main.iter(*HEADINGS):
        words, current = text_of(heading), int(heading.tag[1])
        if not words:
            yield "Un titre est vide : écrivez-le ou supprimez-le."
        elif level and current > level + 1:
            yield f"Le titre « {words} » saute un niveau : il faut un titre {level + 1} avant lui."
        level = current


def image_faults(main: HtmlElement) -> Iterator[str]:
    for image in main.iter("img"):
        alternative = image.get("alt")
        if alternative is None:
            yield "Une image n’a pas de description : dites ce qu’elle apprend."
        elif FILE_NAME.search(alternative.strip()):
            yield (
                f"La description « {alternative.strip()} » est un nom de fichier : "
                "dites ce que montre l’image."
            )


def link_faults(main: HtmlElement) -> Iterator[str]:
    for link in main.iter("a"):
        words = text_of(link)
        plain = words.lower().replace("'", "’").strip(" .:!→>")
        if plain in EMPTY_WORDS:
            yield f"Le lien « {words} » ne dit pas où il mène : nommez la page ou le document."
        elif ADDRESS.match(words) and len(words) > LONG_SENTENCE:
            yield f"Le lien « {words[:30]}… » est une adresse : écrivez plutôt le nom de la page."


def long_sentences(main: HtmlElement) -> Iterator[str]:
    found = [words for words in sentences_of(main) if len(words) > LONG_SENTENCE]
    for words in found[:SHOWN_SENTENCES]:
        start = " ".join(words[:SHOWN_WORDS])
        yield f"La phrase « {start}… » a {len(words)} mots : coupez-la en deux."
    if len(found) > SHOWN_SENTENCES:
        yield f"{len(found) - SHOWN_SENTENCES} autres phrases ont plus de {LONG_SENTENCE} mots."


def words_a_sentence(main: HtmlElement) -> int:
    """The average length of a sentence, in words; 0 when there is none."""
    lengths = [len(words) for words in sentences_of(main)]
    return round(sum(lengths) / len(lengths)) if lengths else 0


def sentences_of(main: HtmlElement) -> Iterator[list[str]]:
    """The words of each sentence of the running text: titles and lists of links are none."""
    for block in main.iter("p", "li", "dd", "figcaption"):
        if block.find(".//p") is not None or block.find(".//li") is not None:
            continue
        for sentence in SENTENCE_END.split(text_of(block)):
            words = WORD.findall(sentence)
            if words:
                yield words


def text_of(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
