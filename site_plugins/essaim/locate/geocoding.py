"""From an address to a point: what is asked of the service, what is kept, what is told instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from essaim.locales import write_text
from essaim.locate.choice import (
    PRECISIONS,
    THRESHOLD,
    AddressDoubt,
    Doubt,
    choose_candidate,
    keep_alike,
)
from essaim.locate.flaws import join_listed, write_problem
from essaim.locate.model import Precision
from essaim.locate.patience import Patience
from essaim.locate.reference import Genre, Reference
from essaim.locate.resolvers import Answer, Point, Request
from essaim.locate.service import LASTING, AddressService, Candidate, Cause, ServiceError
from essaim.problems import Problem, Severity

FAILURES: Final = 3
"""Places in a row without an answer before the service is left alone."""
LONGEST_QUESTION: Final = 200
"""Characters; the Géoplateforme refuses more."""
_LISTED: Final = 5
_OPEN: Final = frozenset({Doubt.NOTHING, Doubt.WEAK})
"""Doubts that another question may settle."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a text, within a commune (INSEE code) or a postcode if one is given.

    `bare`: the text is the address alone, so that scores speak of nothing else.
    """

    text: str
    citycode: str | None = None
    postcode: str | None = None
    bare: bool = True


class AddressResolver:
    """Asks a service for the places that have an address; never raises for one of them.

    After `FAILURES` places without an answer, or one failure that every other place would meet, the
    service is asked nothing more: `down` is then true and `unasked` counts the places left.
    """

    def __init__(
        self,
        service: AddressService,
        reference: Reference,
        patience: Patience | None = None,
        threshold: float = THRESHOLD,
    ) -> None:
        """Keep the service, the geography that tells communes apart, the pace and the demands."""
        self._service = service
        self._reference = reference
        self._patience = patience or Patience()
        self._threshold = threshold
        self._failures = 0
        self.down = False
        self.unasked = 0

    def __call__(self, request: Request) -> Answer:
        """Answer for one place."""
        if not request.lieu.adresse:
            return Answer()
        if self.down:
            self.unasked += 1
            return Answer(final=True)
        try:
            choice = self._search(request)
        except ServiceError as error:
            return self._fail(request, error)
        self._failures = 0
        if isinstance(choice, AddressDoubt):
            return Answer(problems=(self._describe_doubt(request, choice),), final=True)
        return self._take(request, choice)

    def summarise(self, path: str) -> tuple[Problem, ...]:
        """Return the problem of the places that were not asked, if any, on the file at `path`."""
        if not self.unasked:
            return ()
        message = write_text(
            "lieux.geocodeur_muet.message", service=self._service.name, nombre=self.unasked
        )
        hint = write_text("lieux.geocodeur_muet.hint")
        return (Problem(path, 1, 1, "", "geocodeur_muet", message, hint, Severity.AVERTISSEMENT),)

    def _search(self, request: Request) -> Candidate | AddressDoubt:
        """Ask within the commune, then around, then anywhere, until something is settled."""
        address = request.lieu.adresse or ""
        weak = AddressDoubt(Doubt.NOTHING)
        for question in self._list_questions(request):
            choice = choose_candidate(
                self._ask(question, address),
                address,
                lambda citycode: self._accepts(request, citycode),
                self._threshold,
            )
            if not isinstance(choice, AddressDoubt) or choice.doubt not in _OPEN:
                return choice
            if weak.doubt is Doubt.NOTHING:
                weak = choice
        return weak

    def _ask(self, question: Question, address: str) -> tuple[Candidate, ...]:
        found = self._patience.call(
            lambda: self._service.search(
                question.text, citycode=question.citycode, postcode=question.postcode
            ),
            # A service that just failed all its tries is not worth as many for the next place.
            again=not self._failures,
        )
        return found if question.bare else keep_alike(found, address)

    def _list_questions(self, request: Request) -> Iterator[Question]:
        """Give the questions to ask, until one is answered.

        The address stands alone: the words of the commune, found in every result, would raise the
        scores of all. They are needed where there is no filter: the service knows Paris by its
        arrondissements only.
        """
        found = request.found
        address = _join_words(request.lieu.adresse)
        arrondissement = found.part is not None and found.part.genre is Genre.ARRONDISSEMENT
        unit = found.named if arrondissement else found.commune
        postcodes = found.named.codes_postaux
        postcode = request.lieu.code_postal or (postcodes[0] if len(postcodes) == 1 else None)
        whole = not arrondissement and self._reference.list_arrondissements(unit.code)
        if whole and not postcode:
            yield Question(_join_words(address, unit.nom), bare=False)
            return
        if not whole:
            # Its own code, then the postcode: the service may know the commune by another code.
            yield Question(address, citycode=unit.code)
        if postcode:
            yield Question(address, postcode=postcode)
        yield Question(address)

    def _accepts(self, request: Request, citycode: str) -> bool:
        """Tell whether a code is that of the commune, one of its parts or a former code of it."""
        row = self._reference.get_commune(citycode)
        if row is None or self._reference.get_parent(row) != request.found.commune:
            return False
        part = request.found.part
        if part and part.genre is Genre.ARRONDISSEMENT:
            return row in (part, request.found.commune)
        return True

    def _take(self, request: Request, one: Candidate) -> Answer:
        precision = PRECISIONS[one.kind]
        point = Point(
            one.latitude,
            one.longitude,
            precision,
            round(one.score, 3),
            one.label,
            self._service.name,
        )
        if precision is Precision.COMMUNE:
            return Answer(point, (_write_address_problem(request, "adresse_commune"),))
        return Answer(point)

    def _describe_doubt(self, request: Request, doubt: AddressDoubt) -> Problem:
        return _write_address_problem(
            request,
            doubt.doubt.value,
            hint="hint" if doubt.candidates or doubt.doubt is not Doubt.NOTHING else "hint_vide",
            candidats=_write_candidates(doubt.candidates),
            seuil=_write_score(self._threshold),
        )

    def _fail(self, request: Request, error: ServiceError) -> Answer:
        if error.cause is not Cause.REJECTED:
            self._failures += 1
            self.down = error.cause in LASTING or self._failures >= FAILURES
        problem = _write_address_problem(
            request,
            "adresse_sans_reponse",
            hint="hint_definitif" if error.cause in LASTING else "hint",
            service=self._service.name,
            raison=write_cause(error),
        )
        return Answer(problems=(problem,), final=True)


class Deferral:
    """Stands where the network is not to be asked: keeps what would have been, in `requests`."""

    def __init__(self, *, tell: bool) -> None:
        """With `tell`, each place kept for later is a problem."""
        self._tell = tell
        self.requests: list[Request] = []

    def __call__(self, request: Request) -> Answer:
        """Answer for one place."""
        if not request.lieu.adresse:
            return Answer()
        self.requests.append(request)
        problem = _write_address_problem(request, "adresse_en_attente")
        return Answer(problems=(problem,) if self._tell else (), final=True)


def write_cause(error: ServiceError) -> str:
    """Say in French why there is no answer."""
    return write_text(f"lieux.causes.{error.cause.value}", detail=error.detail)


def _join_words(*parts: str | None) -> str:
    return " ".join(" ".join(filter(None, parts)).split())[:LONGEST_QUESTION]


def _write_address_problem(
    request: Request, code: str, *, hint: str = "hint", **values: object
) -> Problem:
    return write_problem(
        request.initiative,
        f"{request.field}.adresse",
        code,
        hint=hint,
        severity=Severity.AVERTISSEMENT,
        adresse=request.lieu.adresse,
        commune=request.found.named.nom,
        **values,
    )


def _write_candidates(candidates: Iterable[Candidate]) -> str:
    written = (
        write_text("lieux.reponses.une", libelle=one.label, score=_write_score(one.score))
        for one in candidates
    )
    return join_listed(written, _LISTED)


def _write_score(score: float) -> str:
    return f"{score:.2f}".replace(".", ",")
