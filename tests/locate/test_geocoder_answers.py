"""From a service's answers to points and problems: the exact sentences, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from essaim.collect.model import Lieu
from essaim.locate.communes import CommuneFound, find_commune
from essaim.locate.geocoder import Access, Geocoder
from essaim.locate.geocoding import AddressResolver, Deferral
from essaim.locate.model import Precision
from essaim.locate.patience import Patience
from essaim.locate.reference import Reference
from essaim.locate.resolvers import Answer, Point, Request
from essaim.problems import Problem, Severity
from tests.locate.address_server import (
    Reply,
    Server,
    answer,
    cut,
    hang,
    make_feature,
    send,
    serve_addresses,
)
from tests.support.factories import make_initiative

VILLARS = Lieu(commune="Denain", code_postal="59220", adresse="12 rue de Villars")


@pytest.fixture
def server() -> Iterator[Server]:
    with serve_addresses() as server:
        yield server


def read(text: str) -> str:
    """Replace no-break spaces, which tests would not show."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def make_request(reference: Reference, lieu: Lieu = VILLARS) -> Request:
    found = find_commune(reference, lieu.commune, lieu.code_postal, lieu.code_insee)
    assert isinstance(found, CommuneFound)
    initiative = make_initiative(lieux=(lieu,), positions={"lieux[0].adresse": (12, 5)})
    return Request("cle", lieu, found, initiative, "lieux[0]")


def make_resolver(
    server: Server, reference: Reference, slept: list[float] | None = None, timeout: float = 5
) -> AddressResolver:
    pauses = slept if slept is not None else []
    patience = Patience(rate=100_000, sleep=pauses.append, clock=count().__next__)
    return AddressResolver(
        Geocoder(Access(server.domain, "http", timeout)), reference, patience, threshold=0.5
    )


def ask(server: Server, reference: Reference, lieu: Lieu = VILLARS) -> Answer:
    return make_resolver(server, reference)(make_request(reference, lieu))


def tell(answered: Answer) -> tuple[str, str, str]:
    """Return the code, the message and the hint of the one problem of an answer."""
    (problem,) = answered.problems
    assert (problem.path, problem.line, problem.column) == ("initiatives/essai.md", 12, 5)
    assert (problem.field, problem.severity) == ("lieux[0].adresse", Severity.AVERTISSEMENT)
    return problem.code, read(problem.message), read(problem.hint)


def test_an_address_becomes_a_point(server: Server, reference: Reference) -> None:
    assert ask(server, reference) == Answer(
        Point(50.33, 3.39, Precision.NUMERO, 0.95, "12 Rue de Villars 59220 Denain", server.domain)
    )
    assert server.asked == [
        {
            "q": "12 rue de Villars",
            "limit": "5",
            "autocomplete": "0",
            "citycode": "59172",
        }
    ]


@pytest.mark.parametrize(
    ("kind", "precision"),
    [
        ("housenumber", Precision.NUMERO),
        ("street", Precision.RUE),
        ("locality", Precision.LIEU_DIT),
    ],
)
def test_the_precision_is_what_was_found(
    server: Server, reference: Reference, kind: str, precision: Precision
) -> None:
    server.replies = [answer(make_feature(type=kind))]
    answered = ask(server, reference)
    assert answered.point
    assert answered.point.precision is precision


def test_only_the_commune_is_recognised(server: Server, reference: Reference) -> None:
    server.replies = [answer(make_feature("59220 Denain", name="Denain", type="municipality"))]
    answered = ask(server, reference)
    assert answered.point
    assert answered.point.precision is Precision.COMMUNE
    assert tell(answered) == (
        "adresse_commune",
        "Adresse introuvable à Denain : « 12 rue de Villars » ; seule la commune est reconnue.",
        "Le lieu est placé au centre de la commune. Corrigez l’adresse, ou donnez latitude et"
        " longitude.",
    )


def test_without_an_address_nothing_is_asked(server: Server, reference: Reference) -> None:
    assert ask(server, reference, Lieu(commune="Denain")) == Answer()
    assert server.asked == []


@pytest.mark.parametrize(
    ("lieu", "questions"),
    [
        (
            {"commune": "Denain"},
            [("1 rue X", "citycode", "59172"), ("1 rue X", "postcode", "59220"), ("1 rue X",)],
        ),
        (
            {"commune": "Paris 11e"},
            [("1 rue X", "citycode", "75111"), ("1 rue X", "postcode", "75011"), ("1 rue X",)],
        ),
        (
            {"commune": "Marseille", "code_postal": "13003"},
            [("1 rue X", "citycode", "13203"), ("1 rue X", "postcode", "13003"), ("1 rue X",)],
        ),
        ({"commune": "Marseille"}, [("1 rue X Marseille",)]),
        ({"commune": "Lomme"}, [("1 rue X", "citycode", "59350"), ("1 rue X",)]),
        (
            {"commune": "Saint-Denis", "code_postal": "97400"},
            [("1 rue X", "citycode", "97411"), ("1 rue X", "postcode", "97400"), ("1 rue X",)],
        ),
    ],
)
def test_questions_go_from_the_commune_outwards(
    server: Server, reference: Reference, lieu: dict[str, str], questions: list[tuple[str, ...]]
) -> None:
    server.usual = answer()
    ask(server, reference, Lieu(adresse="1  rue\n X", **lieu))
    asked = []
    for one in server.asked:
        assert (one.pop("limit"), one.pop("autocomplete")) == ("5", "0")
        asked.append((one.pop("q"), *(word for pair in one.items() for word in pair)))
    assert asked == questions


def test_a_long_address_is_cut(server: Server, reference: Reference) -> None:
    ask(server, reference, Lieu(commune="Denain", adresse="x " * 99))
    assert server.asked[0]["q"] == "x " * 98 + "x"


@pytest.mark.parametrize(
    ("lieu", "citycode"),
    [
        (Lieu(commune="Paris", code_insee="75056", adresse="1 rue X"), "75111"),
        (Lieu(commune="Paris 11e", adresse="1 rue X"), "75111"),
        (Lieu(commune="Paris 11e", adresse="1 rue X"), "75056"),
        (Lieu(commune="Lomme", adresse="1 rue X"), "59355"),
        (Lieu(commune="Lille", adresse="1 rue X"), "59355"),
    ],
)
def test_parts_and_former_communes_are_the_commune(
    server: Server, reference: Reference, lieu: Lieu, citycode: str
) -> None:
    server.replies = [answer(make_feature(name="1 Rue X", citycode=citycode))]
    assert ask(server, reference, lieu).point


def test_without_a_filter_another_street_is_no_answer(server: Server, reference: Reference) -> None:
    lieu = Lieu(commune="Marseille", adresse="3 rue absente")
    server.replies = [
        answer(make_feature("Rue Longue 13003 Marseille", name="Rue Longue", citycode="13203"))
    ]
    assert tell(ask(server, reference, lieu))[0] == "adresse_introuvable"
    server.replies = [answer(make_feature(name="3 Rue Absante", citycode="13203"))]
    assert ask(server, reference, lieu).point


def test_another_arrondissement_is_another_commune(server: Server, reference: Reference) -> None:
    server.replies = [answer(make_feature("1 Rue X 75012 Paris", citycode="75112"))]
    answered = ask(server, reference, Lieu(commune="Paris 11e", adresse="1 rue X"))
    assert answered.final
    assert tell(answered) == (
        "adresse_autre_commune",
        "« 1 rue X » n’est pas trouvée à Paris 11e Arrondissement, mais ailleurs.",
        "Réponses : « 1 Rue X 75012 Paris » (0,95). Corrigez l’adresse ou la commune, ou donnez"
        " latitude et longitude.",
    )


def test_what_the_commune_lacks_is_asked_for_anywhere(server: Server, reference: Reference) -> None:
    server.replies = [
        answer(),
        answer(make_feature("12 Rue de Villars 59300 Valenciennes", citycode="59606")),
    ]
    answered = ask(server, reference)
    assert [one.get("citycode") for one in server.asked] == ["59172", None]
    assert (answered.point, answered.final) == (None, True)
    assert tell(answered) == (
        "adresse_autre_commune",
        "« 12 rue de Villars » n’est pas trouvée à Denain, mais ailleurs.",
        "Réponses : « 12 Rue de Villars 59300 Valenciennes » (0,95). Corrigez l’adresse ou la"
        " commune, ou donnez latitude et longitude.",
    )


def test_a_former_code_found_anywhere_is_right(server: Server, reference: Reference) -> None:
    server.replies = [answer(), answer(make_feature(citycode="59172"))]
    assert ask(server, reference).point


def test_nothing_is_found(server: Server, reference: Reference) -> None:
    server.usual = answer()
    answered = ask(server, reference)
    assert (answered.point, answered.final) == (None, True)
    assert tell(answered) == (
        "adresse_introuvable",
        "Adresse introuvable à Denain : « 12 rue de Villars ».",
        "Corrigez l’adresse, ou donnez latitude et longitude ; sans adresse, le lieu est placé au"
        " centre de la commune.",
    )


def test_little_is_found_elsewhere(server: Server, reference: Reference) -> None:
    server.replies = [answer()]
    server.usual = answer(make_feature("Rue Villard 38000 Grenoble", citycode="38185", score=0.31))
    assert tell(ask(server, reference)) == (
        "adresse_introuvable",
        "Adresse introuvable à Denain : « 12 rue de Villars ».",
        "Réponses trop faibles, et ailleurs : « Rue Villard 38000 Grenoble » (0,31). Corrigez"
        " l’adresse, ou donnez latitude et longitude.",
    )


def test_a_weak_score_is_no_answer(server: Server, reference: Reference) -> None:
    server.replies = [
        answer(
            make_feature("Rue Villard 59220 Denain", score=0.49),
            make_feature("Rue Vilars 59220 Denain", score=0.44),
        )
    ]
    server.usual = answer()
    answered = ask(server, reference)
    assert (answered.point, answered.final) == (None, True)
    assert tell(answered) == (
        "adresse_incertaine",
        "Adresse incertaine à Denain : « 12 rue de Villars ».",
        "Réponses : « Rue Villard 59220 Denain » (0,49), « Rue Vilars 59220 Denain » (0,44). Il"
        " faut au moins 0,50. Corrigez l’adresse, ou donnez latitude et longitude.",
    )


def test_the_threshold_itself_is_enough(server: Server, reference: Reference) -> None:
    server.replies = [answer(make_feature(score=0.5))]
    assert ask(server, reference).point


def make_street(name: str, score: float, **facts: object) -> dict[str, object]:
    identifier = f"59172_{abs(hash(name)) % 10_000:04}"
    return make_feature(
        f"{name} 59220 Denain",
        **{"name": name, "street": None, "type": "street", "score": score, "id": identifier}
        | facts,
    )


def test_two_streets_are_an_ambiguity(server: Server, reference: Reference) -> None:
    server.replies = [
        answer(
            make_street("Rue de la Mine", 0.8),
            make_street("Rue de la Mine Basse", 0.75),
            make_street("Rue de la Laine", 0.7499),
        )
    ]
    answered = ask(server, reference, Lieu(commune="Denain", adresse="r. de la mine"))
    assert (answered.point, answered.final) == (None, True)
    assert tell(answered) == (
        "adresse_ambigue",
        "« r. de la mine » désigne plusieurs voies à Denain.",
        "Réponses : « Rue de la Mine 59220 Denain » (0,80), « Rue de la Mine Basse 59220 Denain »"
        " (0,75). Précisez l’adresse, ou donnez latitude et longitude.",
    )


def test_homonyms_far_apart_are_two_streets(server: Server, reference: Reference) -> None:
    twins = [
        make_street("Rue Pasteur", 0.9, id="59172_0001"),
        make_street("Rue Pasteur", 0.88, id="59172_0002", point=(50.35, 3.39)),
    ]
    server.replies = [answer(*twins)]
    lieu = Lieu(commune="Denain", adresse="rue Pasteur")
    assert tell(ask(server, reference, lieu))[0] == "adresse_ambigue"


@pytest.mark.parametrize(
    "rival",
    [
        make_street("Rue Louis Pasteur", 0.89),
        make_street("Rue Pasteur", 0.84),
        make_street("Rue Pasteur", 0.9, id="59172_0001"),
        make_street("Rue Pasteur", 0.9, id="", point=(50.331, 3.391)),
        make_street("Denain", 0.9, type="municipality"),
        make_street("Rue Pasteur", 0.9, citycode="62498"),
        make_street("Pasteur", 0.9, type="poi"),
    ],
    ids=["less-exact", "weaker", "same-id", "near", "commune", "elsewhere", "unknown-kind"],
)
def test_what_is_no_rival(server: Server, reference: Reference, rival: dict[str, object]) -> None:
    server.replies = [answer(rival, make_street("Rue Pasteur", 0.9, id="59172_0001"))]
    answered = ask(server, reference, Lieu(commune="Denain", adresse="rue Pasteur"))
    assert answered.point
    assert answered.point.libelle == "Rue Pasteur 59220 Denain"


def test_two_numbers_of_a_street_are_no_ambiguity(server: Server, reference: Reference) -> None:
    server.replies = [
        answer(
            make_feature(score=0.9),
            make_feature(score=0.88, id="59172_0870_00012_bis", name="12 bis Rue de Villars"),
        )
    ]
    assert ask(server, reference).point


FAILURES: list[tuple[Reply, str]] = [
    (send(b"", 429), "trop de demandes (erreur 429)"),
    (send(b"", 500), "panne du service (erreur 500)"),
    (send(b'{"features": [{"geo'), "réponse illisible"),
    (cut, "connexion coupée"),
    (hang, "délai dépassé"),
]


@pytest.mark.parametrize(("reply", "reason"), FAILURES)
def test_a_passing_failure_then_an_answer(
    server: Server, reference: Reference, reply: Reply, reason: str
) -> None:
    server.replies = [reply, reply]
    slept: list[float] = []
    answered = make_resolver(server, reference, slept, timeout=0.3)(make_request(reference))
    assert answered.point
    assert answered.problems == ()
    assert len(server.asked) == 3
    assert slept == ([6, 6] if "429" in reason else [1, 2])


@pytest.mark.parametrize(("reply", "reason"), FAILURES)
def test_a_failure_that_lasts_is_told(
    server: Server, reference: Reference, reply: Reply, reason: str
) -> None:
    server.replies = [reply] * 4
    resolver = make_resolver(server, reference, timeout=0.3)
    answered = resolver(make_request(reference))
    assert (answered.point, answered.final, resolver.down) == (None, True, False)
    assert tell(answered) == (
        "adresse_sans_reponse",
        f"« 12 rue de Villars » n’a pas pu être cherchée : {reason} ({server.domain}).",
        "Relancez plus tard : essaim locate",
    )
    assert len(server.asked) == 4


def test_the_pause_that_is_asked_for_is_kept(server: Server, reference: Reference) -> None:
    server.replies = [send(b"", 429, Retry_After="3")]
    slept: list[float] = []
    assert make_resolver(server, reference, slept)(make_request(reference)).point
    assert slept == [3]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (send(b"", 403), "accès refusé (erreur 403)"),
        (send(b"", 404), "accès refusé (erreur 404)"),
        (
            send(b"", 301, Location="https://ailleurs.exemple/search"),
            "le service renvoie vers « https://ailleurs.exemple/search »",
        ),
    ],
)
def test_what_would_meet_every_place_stops_at_once(
    server: Server, reference: Reference, reply: Reply, reason: str
) -> None:
    server.replies = [reply]
    resolver = make_resolver(server, reference)
    answered = resolver(make_request(reference))
    assert tell(answered) == (
        "adresse_sans_reponse",
        f"« 12 rue de Villars » n’a pas pu être cherchée : {reason} ({server.domain}).",
        "Vérifiez le réseau et les options --geocodeur-domaine et --geocodeur-protocole.",
    )
    assert resolver.down
    assert resolver(make_request(reference)) == Answer(final=True)
    assert len(server.asked) == 1


def test_a_refused_question_is_about_one_place(server: Server, reference: Reference) -> None:
    server.replies = [send(b"", 400)] * 5
    resolver = make_resolver(server, reference)
    for _ in range(5):
        answered = resolver(make_request(reference))
    assert tell(answered)[1] == (
        "« 12 rue de Villars » n’a pas pu être cherchée : question refusée (erreur 400)"
        f" ({server.domain})."
    )
    assert not resolver.down
    assert resolver(make_request(reference)).point


def test_a_silent_service_is_left_alone(server: Server, reference: Reference) -> None:
    server.usual = send(b"", 503)
    resolver = make_resolver(server, reference)
    answers = [resolver(make_request(reference)) for _ in range(10)]
    assert [len(one.problems) for one in answers] == [1, 1, 1] + [0] * 7
    assert all(one.final and not one.point for one in answers)
    # Four tries for the first place, one for those that follow.
    assert len(server.asked) == 6
    (problem,) = resolver.summarise("lieux.lock.json")
    assert problem == Problem(
        "lieux.lock.json",
        1,
        1,
        "",
        "geocodeur_muet",
        problem.message,
        problem.hint,
        Severity.AVERTISSEMENT,
    )
    assert read(problem.message) == (
        f"Le service d’adresses ({server.domain}) ne répond pas : 7 autres lieux n’ont pas été"
        " demandés."
    )
    assert read(problem.hint) == (
        "Ce qui a été trouvé est gardé. Relancez plus tard : essaim locate"
    )


def test_an_answer_restores_confidence(server: Server, reference: Reference) -> None:
    server.replies = [send(b"", 503)] * 4 + [answer(make_feature())] + [send(b"", 503)] * 4
    resolver = make_resolver(server, reference)
    answers = [resolver(make_request(reference)) for _ in range(4)]
    assert [one.point is not None for one in answers] == [False, True, False, True]
    assert not resolver.down
    assert resolver.summarise("lieux.lock.json") == ()


def test_offline_an_address_is_kept_for_later(reference: Reference) -> None:
    deferral = Deferral(tell=True)
    assert deferral(make_request(reference, Lieu(commune="Denain"))) == Answer()
    answered = deferral(make_request(reference))
    assert answered.final
    assert tell(answered) == (
        "adresse_en_attente",
        "« 12 rue de Villars » est gardée pour plus tard : la chercher demande le réseau.",
        "Lancez, avec le réseau : essaim locate",
    )
    assert [one.lieu for one in deferral.requests] == [VILLARS]


def test_a_dry_run_tells_nothing_yet(reference: Reference) -> None:
    deferral = Deferral(tell=False)
    assert deferral(make_request(reference)) == Answer(final=True)
    assert len(deferral.requests) == 1
