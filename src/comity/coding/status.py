"""Status: how the clause puts an act decides its status, and by PLOVER's rule sometimes its type.

Source of the rule: PLOVER manual 0.8, where statements of intent are coded AGREE when the act is cooperative and
THREATEN when it is conflictual.
"""

from __future__ import annotations

from comity.coding.modal import Reading, governing_verb, is_negated, read_verb
from comity.coding.roles import sides
from comity.coding.scene import Scene
from comity.coding.syntax import child, complement
from comity.coding.triggers import Found, verb_rule
from comity.language.analysis import Token
from comity.records import Status

# An act of these types that is still to come is a promise (AGREE) or a threat (THREATEN).
TO_AGREE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"})
TO_THREATEN = frozenset({"SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST"})
# Acts that go on while they are told in the present tense.
LASTING = frozenset({"COOPERATE", "AID", "SUPPORT", "MOBILIZE", "SANCTION", "COERCE", "CONSULT"})
VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"})
# What a clause that only intends or imagines an act takes from its certainty. By hand: a third of such readings are
# wrong.
EMBEDDED = 0.9
UNSURE = 0.85
_IMAGINED = frozenset(
    ["threat", "risk", "possibility", "plan", "danger", "fear", "prospect", "call", "proposal", "idea", "event", "case"]
)
_LACKING = frozenset(["evidence", "absence", "lack"])
# Carriers that declare a hostile act to its target; other plans are only plans.
_VOWS = frozenset(["threaten", "threat", "vow", "pledge", "promise", "swear", "warn", "announce"])
_COMING = frozenset(("future", "planned", "upcoming", "forthcoming", "proposed", "next"))
# What is only planned or talked about has not taken place.
_SPOKEN_OF = frozenset(("discuss", "plan", "propose", "consider", "schedule", "expect", "prepare", "suggest", "await"))
# Who remembers or speaks of what was leaves it done, whenever that is said.
_RECALLING = frozenset(("remember", "recall", "recount", "mention", "forget", "commemorate", "celebrate", "mark"))
_MERELY = frozenset(("possible", "potential", "hypothetical", "eventual"))


def noun_status(scene: Scene, noun: Token) -> Status | None:
    """Status of an act that a bare noun names."""
    det = child(scene.analysis, noun, "det")
    if det is not None and det.lower == "no":
        return Status.NEGATED
    head = scene.analysis.tokens[noun.head]
    if noun.dep == "pobj":
        over = scene.analysis.tokens[head.head]
        if over.lemma in _IMAGINED:
            return Status.HYPOTHETICAL
        if over.lemma in _LACKING:
            return Status.NEGATED if child(scene.analysis, over, "det") is not None else None
    verb = governing_verb(scene.analysis, noun)
    if verb is not None and verb.lemma in _SPOKEN_OF and noun.dep in ("dobj", "nsubjpass"):
        return Status.FUTURE
    recalled = verb is not None and verb.lemma in _RECALLING
    if verb is not None and noun.dep in ("dobj", "nsubj", "nsubjpass", "pobj", "attr") and not recalled:
        status = read_verb(scene.analysis, verb).status
        if status in (Status.FUTURE, Status.HYPOTHETICAL) and noun.dep != "pobj":
            return status
    if any(other.lower in _MERELY for other in scene.analysis.children(noun)):
        return Status.HYPOTHETICAL
    if any(other.lower in _COMING for other in scene.analysis.children(noun)):
        return Status.FUTURE
    return None


def put(scene: Scene, found: Found, reading: Reading, weight: float) -> tuple[str | None, Status, float]:
    """Type and status of the act as the clause puts it."""
    rule, type_ = found.rule, found.rule.type
    status = reading.status
    if reading.embedded == "intend" and status is None:
        status = Status.FUTURE
        weight *= EMBEDDED
    clause = found.light or found.token
    negated = is_negated(scene.analysis, clause)
    if rule.promise and type_ == "AGREE":
        inner = _inner_type(scene, found)
        if rule.unmet_with_had and any(other.lower == "had" for other in scene.analysis.children(clause)):
            return None, Status.HYPOTHETICAL, 0.0  # "had hoped to": it did not come about
        if inner in TO_THREATEN:
            return "THREATEN", status if status not in (None, Status.NEGATED) else Status.OCCURRED, weight * EMBEDDED
        if inner == "REQUEST" and rule.weight < 0.7:
            return None, Status.OCCURRED, 0.0
    if reading.gerund and type_ in TO_AGREE | {"AGREE"}:
        return None, Status.HYPOTHETICAL, 0.0
    if reading.duty and type_ in TO_AGREE | {"AGREE"}:
        return None, Status.HYPOTHETICAL, 0.0
    if type_ in TO_AGREE | {"AGREE"} and (reading.cannot or status is Status.FUTURE) and negated:
        return "REJECT", Status.OCCURRED, weight * EMBEDDED
    if status is Status.FUTURE and negated:
        return type_, Status.NEGATED, weight * EMBEDDED
    if status in (Status.FUTURE, Status.HYPOTHETICAL):
        if rule.ambient and (found.part == "noun" or status is Status.HYPOTHETICAL):
            return None, status, 0.0
        if reading.cannot and not negated and status is Status.HYPOTHETICAL:
            weight *= UNSURE
        purpose = status is Status.HYPOTHETICAL and reading.tense == "bare" and not reading.cannot
        purpose = purpose and not reading.wished
        if found.part == "noun" and found.light is None and status is Status.HYPOTHETICAL and type_ in TO_AGREE:
            return None, status, 0.0
        if purpose and type_ in TO_AGREE | VERBAL:
            return None, status, 0.0
        if type_ in TO_AGREE:
            return "AGREE", status, weight * EMBEDDED
        declared = reading.embedded is None or (reading.carrier is not None and reading.carrier.lemma in _VOWS)
        if type_ in TO_THREATEN and status is Status.FUTURE and declared:
            return "THREATEN", status, weight * EMBEDDED
        return type_, status, weight * UNSURE
    if status is None:
        if rule.status is not None:
            status = Status(rule.status)
        elif rule.ambient and type_ == "COOPERATE":
            status = Status.OCCURRED if reading.tense == "past" and found.part == "verb" else Status.ONGOING
        elif reading.tense == "progressive" or (
            reading.tense == "present" and type_ in LASTING and rule.cameo != "041"
        ):
            status = Status.ONGOING
        else:
            status = Status.OCCURRED
    if status is Status.NEGATED:
        weight *= EMBEDDED
        if type_ == "REJECT":
            return None, status, 0.0
    return type_, status, weight


def _inner_type(scene: Scene, found: Found) -> str | None:
    """Type that the promised act would have; a hostile one counts only where it is not denied and has a target."""
    for clause in complement(scene.analysis, found.token):
        inner = verb_rule(scene, clause)
        if inner is not None:
            hostile = inner.rule.type in TO_THREATEN
            if hostile and (is_negated(scene.analysis, clause) or not sides(scene, inner).recipients):
                continue
            return inner.rule.type
    return None
