"""What an editor and a moderator learn of a page before it is published, with what to do."""

from dataclasses import dataclass

from home import plain_words
from home.templatetags.ui import weight
from home.weighing import Weight, page_of, weigh

REPORT_MODE = "bilan"
# A page of text keeps within these (experience: « Budgets »); an image may double its weight.
MOST_NODES, MOST_BYTES, HEAVY_FILE = 300, 150_000, 100_000
BEST = "A"


@dataclass(frozen=True)
class PageReport:
    """The figures of a page and the sentences that say what to mend, the gravest first."""

    weight: Weight
    average: int
    advice: tuple[str, ...]

    @property
    def is_fine(self) -> bool:
        return not self.advice


def report_on(text: str) -> PageReport:
    """Read the HTML of a page as the network and as its readers will."""
    weighed = weigh(text)
    document = page_of(text)
    mains = document.xpath("//main")
    main = mains[0] if mains else document
    average = plain_words.words_a_sentence(main)
    advice = [*plain_words.faults_of(main), *weight_advice(weighed)]
    if average > plain_words.GOOD_AVERAGE:
        advice.append(
            f"Les phrases ont {average} mots en moyenne : visez {plain_words.GOOD_AVERAGE}."
        )
    return PageReport(weighed, average, tuple(dict.fromkeys(advice)))


def weight_advice(weighed: Weight) -> list[str]:
    advice = [
        f"Le fichier « {resource.name} » pèse {weight(resource.size)} : "
        "choisissez une image plus petite, ou passez-vous d’elle."
        for resource in weighed.resources
        if resource.size > HEAVY_FILE
    ]
    advice += [
        f"Le fichier « {resource.name} » vient d’un autre site : hébergez-le ici."
        for resource in weighed.resources
        if resource.is_foreign
    ]
    if weighed.size > MOST_BYTES:
        advice.append(
            f"La page pèse {weight(weighed.size)} : {weight(MOST_BYTES)} au plus. "
            "Enlevez l’image la plus lourde."
        )
    if weighed.nodes > MOST_NODES:
        advice.append(
            f"La page a {weighed.nodes} éléments, {MOST_NODES} au plus : coupez-la en deux pages."
        )
    return advice
