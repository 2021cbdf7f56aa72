"""Names of people: what is one, and which part is the family name."""

import pytest

from core.reading.names import read_name


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Marie Curie", "Marie", "Curie"),
        ("VAILLANT Catherine", "Catherine", "Vaillant"),
        ("Éric TANGUY", "Éric", "Tanguy"),
        ("CATHERINE VAILLANT", "Catherine", "Vaillant"),
        ("DUPONT JEAN", "Jean", "Dupont"),
        ("jean dupont", "Jean", "Dupont"),
        ("Jean-Pierre LE GOFF", "Jean-Pierre", "Le Goff"),
        ("Jean de LA TOUR", "Jean", "de La Tour"),
        ("Charles de Gaulle", "Charles", "de Gaulle"),
        ("Pieter van den Berg", "Pieter", "van den Berg"),
        ("María José García López", "María José", "García López"),
        ("John A. McDonald III", "John A.", "McDonald"),
        ("James Whitaker MBA", "James", "Whitaker"),
        ("Mme Hélène Lefèvre", "Hélène", "Lefèvre"),
        ("Dr. med. Petra Weiß", "Petra", "Weiß"),
        ("Sarah O’Connor", "Sarah", "O'Connor"),
        ("MichaelChen", "Michael", "Chen"),
        ("M. Bernard", None, "Bernard"),
        ("Christiane CLERC", "Christiane", "Clerc"),
        ("MAIRE Yannick", "Yannick", "Maire"),
        ("Paul-Henri Avocat", "Paul-Henri", "Avocat"),
        ("Jean Pierre Boulanger", "Jean Pierre", "Boulanger"),
        ("Patricia & Michel Rousselot", "Patricia et Michel", "Rousselot"),
        ("Charlotte Trevanion MNAEA", "Charlotte", "Trevanion"),
        ("DI (FH) Thomas Haslinger", "Thomas", "Haslinger"),
        ("r.pr. Michał Lis", "Michał", "Lis"),
        ("R. Venkatesh", "R.", "Venkatesh"),
    ],
)
def test_a_name_is_divided_and_written_normally(text: str, first: str | None, last: str) -> None:
    name = read_name(text)
    assert (name.first, name.last) == (first, last)
    assert name.score > 0.3


def test_the_mailbox_settles_the_order() -> None:
    assert read_name("Reece Harvey", ["reece.harvey"]).last == "Harvey"
    assert read_name("Kowalczyk Zbigniew", ["z.kowalczyk"]).last == "Kowalczyk"


def test_the_mailbox_makes_an_unknown_name_sure() -> None:
    assert read_name("Wei Zhang", ["zhangwei"]).score > read_name("Wei Zhang", ["info"]).score


@pytest.mark.parametrize(
    "text", ["", "Radium SA", "Sales Director", "12 rue de la Paix", "Creative Studios", "France", "Mairie de Lyon"]
)
def test_other_texts_look_little_like_a_name(text: str) -> None:
    assert read_name(text).score < 0.3
