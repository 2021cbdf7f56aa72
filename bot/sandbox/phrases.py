"""What Slack itself says to people, in French and English."""

from __future__ import annotations

FRENCH = {
    '{command} failed with the error "{error}"': "{command} a échoué avec l’erreur «\u00a0{error}\u00a0»",
    "{command} is not a valid command.": "{command} n’est pas une commande connue.",
    "Nobody has done anything yet that makes an event.": "Personne n’a encore rien fait qui déclenche un événement.",
    "Please complete this required field.": "Ce champ est obligatoire.",
    "Please enter a valid e-mail address.": "Saisissez une adresse e-mail valide.",
    "Please enter at least {length} characters.": "Saisissez au moins {length} caractères.",
    "Please enter at most {length} characters.": "Saisissez au plus {length} caractères.",
    "The app did not answer ({error}).": "L’application n’a pas répondu ({error}).",
    "The app has no shortcut {name} here.": "L’application n’a pas de raccourci {name} ici.",
    "The app's answer cannot be shown ({error}).": "La réponse de l’application ne peut pas être affichée ({error}).",
    "The body must be a JSON object.": "Le corps de la requête doit être un objet JSON.",
    "The field {name} is missing.": "Le champ {name} manque.",
    "The message is empty.": "Le message est vide.",
    "There is no input block {block}; there are: {blocks}.": (
        "Il n’y a pas de bloc de saisie {block}\u00a0; il y a\u00a0: {blocks}."
    ),
    "There is no option {value}; there are: {options}.": (
        "Il n’y a pas de choix {value}\u00a0; il y a\u00a0: {options}."
    ),
    "There is no {name} to click; there are: {names}.": (
        "Il n’y a pas de {name} sur quoi cliquer\u00a0; il y a\u00a0: {names}."
    ),
    "This element is not there any more.": "Cet élément n’est plus là.",
    "This modal is not open any more.": "Cette fenêtre n’est plus ouverte.",
    "We had some trouble connecting. Try again?": "La connexion a échoué. Réessayer\u00a0?",
    "You are not in this conversation.": "Vous ne participez pas à cette conversation.",
}


def phrase(locale: str, sentence: str, /, **values: object) -> str:
    """The sentence in the language of the locale, with its values."""
    chosen = FRENCH.get(sentence, sentence) if locale.startswith("fr") else sentence
    return chosen.format(**values)
