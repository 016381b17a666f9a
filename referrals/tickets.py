"""What the person sees with a paper ticket: no name, and a state in plain words."""

from django.utils.translation import gettext_lazy as _

from referrals.journey import Status

WORDS = {
    Status.SENT: _("Votre demande est envoyée. Le lieu ne l’a pas encore lue."),
    Status.SEEN: _("Le lieu a lu votre demande. Il va répondre."),
    Status.ACCEPTED: _("Le lieu accepte de vous aider. Il va vous contacter."),
    Status.APPOINTMENT: _("Vous avez un rendez-vous."),
    Status.HELPED: _("C’est terminé : le lieu vous a aidé."),
    Status.REFERRED_ON: _("Le lieu vous a conseillé un autre endroit."),
    Status.NO_SHOW: _("Le rendez-vous n’a pas eu lieu. Vous pouvez refaire une demande."),
    Status.UNREACHABLE: _(
        "Le lieu n’a pas réussi à vous joindre. Vous pouvez refaire une demande."
    ),
    Status.DECLINED: _(
        "Ce lieu ne peut pas vous aider. La personne qui vous a orienté cherche un autre lieu."
    ),
    Status.NOT_OURS: _(
        "Ce lieu ne peut pas vous aider. La personne qui vous a orienté cherche un autre lieu."
    ),
    Status.WITHDRAWN: _("Votre demande est retirée. Le lieu ne voit plus vos informations."),
    Status.EXPIRED: _(
        "Le lieu n’a pas répondu. La personne qui vous a orienté cherche un autre lieu."
    ),
}
