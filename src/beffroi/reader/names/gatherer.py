"""Words gathered into people: each kind of token either goes into the name at hand or ends it."""

from __future__ import annotations

from beffroi.reader.lexicon import (
    ABSENCE_WORDS,
    FUNCTIONS,
    MONTHS,
    NOT_NAMES,
    ORDINAL,
    PARTICLES,
    SENTENCE_VERBS,
)
from beffroi.reader.names.draft import Draft
from beffroi.reader.names.person import Person
from beffroi.reader.names.relation import Relation, relation_after
from beffroi.reader.names.shapes import Shape, Style, is_caps, shape_of
from beffroi.reader.names.tokens import Is, Token
from beffroi.reader.names.walk import Walk
from beffroi.reader.names.writing import name_as_written
from beffroi.reader.text import Text

_OPENS_NO_NAME = NOT_NAMES | MONTHS
_CHAIR = frozenset(["maire", "president", "presidente"])
# In capitals behind a given name these are surnames: « Anne MAIRE ».
_SURNAMES_TOO = frozenset(["maire", "doyen", "senateur", "depute", "premier"])


class Gatherer:
    """Walks the words of one list once, from left to right, and gathers them into people."""

    def __init__(self, text: Text, tokens: list[Token], *, subjects: bool) -> None:
        self.text, self.subjects = text, subjects
        self.walk = Walk(tokens)
        self.style = Style.of(tokens)
        self.people: list[Person] = []
        self.draft = Draft(self.style)
        self.relation: Relation | None = None
        self.titled = False  # a title stands before the name at hand
        self.group = False  # that title is plural: it goes for the names to come
        self.group_open = self.group_outside = False  # … as the last title said, or before the brackets
        self.in_function = False  # « adjointe au maire … »: no name before the next item
        self.in_sentence = False  # ordinary words: no name before the next item
        self.after_et = False
        self.depth = 0  # of brackets
        self.stopped = False
        self.handlers = {
            Is.WORD: self._word, Is.TITLE: self._title, Is.LINK: self._link, Is.LINE_END: self._line_end,
            Is.ET: self._et, Is.DASH: self._dash, Is.COLON: self._colon, Is.OPEN: self._open,
            Is.CLOSE: self._close, Is.COMMA: self._comma, Is.GAP: self._gap, Is.OTHER: self._other,
        }  # fmt: skip

    def run(self) -> list[Person]:
        for index, token in enumerate(self.walk.tokens):
            self.walk.index = index
            self.handlers[token.kind](token)
            if self.stopped:
                break
        self._end_name()
        return self.people

    @property
    def waiting(self) -> Relation | None:
        """The link that has not found yet whom it leads to."""
        return self.relation if self.relation and not self.relation.joined else None

    # What stands between two people.

    def _comma(self, token: Token) -> None:
        self._end_name()
        is_point = self.text.clean[token.start] == "."
        if is_point and not self.depth and self.walk.sentence_begins(least=2):
            self.stopped = True
        else:
            self._end_item(drop_relation=not self.waiting)

    def _gap(self, _: Token) -> None:
        if self.draft.is_bare_initial and not self.in_function:
            return
        self._end_name()
        self._end_item(drop_relation=False)

    def _et(self, _: Token) -> None:
        if self.in_function or self.in_sentence:
            return
        self._end_name()
        self._end_item(drop_relation=True)
        self.after_et = True

    def _dash(self, _: Token) -> None:
        """« BAYZE Jean - Claude, »: in a list with commas a spaced dash belongs to a compound name."""
        joins = self.style.commas and not self.style.dashes
        if self.draft and joins and self.walk.next_shape in (Shape.CAPS, Shape.CAPITAL):
            return
        self._end_name()
        self._end_item(drop_relation=not self.waiting)

    def _colon(self, _: Token) -> None:
        person = self._end_name()
        if person and not self.relation:
            person.before_colon = True
        self._end_item(drop_relation=False)

    def _open(self, _: Token) -> None:
        if self.walk.particle_in_brackets():
            return
        group = self.titled and self.group
        self._end_name()
        if self.depth == 0:
            self.group_outside = group or (self.group and self.group_open)
        self.depth += 1
        self.titled = False
        self._end_item(drop_relation=False)

    def _close(self, _: Token) -> None:
        self._end_name()
        self.depth = max(0, self.depth - 1)
        if self.depth == 0 and self.group_outside:
            self.titled = self.group = True
        self._end_item(drop_relation=True)

    def _other(self, token: Token) -> None:
        if self.draft and not self.draft.complete and token.raw.isdigit():
            self.draft = Draft(self.style)
            self.titled = False
        elif ORDINAL.match(token.word):
            self._end_name()
            self.in_function = True

    def _line_end(self, token: Token) -> None:
        """It parts two people, or a name runs over it."""
        if self.walk.sentence_begins():
            self.stopped = True
            return
        if self._goes_on_below(token):
            return
        self._end_name()
        linked = self.walk.next_kind in (Is.LINK, Is.OPEN)
        self._end_item(drop_relation=not linked and not self.waiting)

    def _goes_on_below(self, line_end: Token) -> bool:
        if self.draft and not self.in_function and self._name_runs_over(line_end):
            return True
        if self.titled and not self.draft:
            return True
        return self.in_function and self.style.commas and not self.walk.name_opens_ahead()

    def _name_runs_over(self, line_end: Token) -> bool:
        following = self.walk.next
        if following is None or following.kind is not Is.WORD:
            return False
        return self.draft.runs_over_to(
            following,
            titled=self.titled,
            blank_line=self.text.clean.count("\n", line_end.start, line_end.end) > 1,
            subjects=self.subjects,
        )

    # Words.

    def _title(self, token: Token) -> None:
        if token.word in ("m.", "m") and self._is_initial_here():
            self._name_word(token)
            return
        if self.draft or self.in_function:
            self._end_name()
            self._end_item(drop_relation=not self.waiting)
        self.in_sentence = self.in_function = False
        self.titled = True
        self.group = self.group_open = token.plural
        if self.walk.function_opens_ahead():
            self.titled = False
            self._note_chair(token)

    def _is_initial_here(self) -> bool:
        """« LANET M. », or « M. Teyssedou » in a list of initials."""
        if self.titled:
            return False
        if not self.draft:
            return self.style.initials
        return Shape.CAPITAL not in self.draft.shapes and self.walk.next_kind not in (Is.WORD, Is.TITLE)

    def _note_chair(self, token: Token) -> None:
        """« pouvoir à M. le Maire »: the holder is named by the chair alone."""
        if self.waiting:
            chair = Person("", token.start, token.end, chair=True)
            self.waiting.join(chair)
            self.people.append(chair)

    def _word(self, token: Token) -> None:
        word = token.word.rstrip(".'")
        if word in ABSENCE_WORDS:
            self._status(token)
        elif self.in_function:
            self._function_word(token, word)
        elif self.draft and word in NOT_NAMES and self.draft.complete:
            self._end_name()
            self.in_function = True
        elif self._is_function(token, word):
            self._function(token, word)
        elif shape_of(token) is Shape.LOW:
            self._low_word(token)
        elif not self.in_sentence:
            self._name_word(token)

    def _function(self, token: Token, word: str) -> None:
        if not self.draft and word in _CHAIR:
            self._note_chair(token)
        self._end_name()
        self._note_secretary(word)
        self.in_function = True

    def _function_word(self, token: Token, word: str) -> None:
        """Inside « adjointe au maire »; a full name behind it without a comma still begins a person."""
        if self.style.caps and self.walk.name_opens_behind_function():
            self.in_function = False
            self._name_word(token)
        else:
            self._note_secretary(word)

    def _note_secretary(self, word: str) -> None:
        if word == "secretaire" and self.people:
            self.people[-1].secretary = True

    def _is_function(self, token: Token, word: str) -> bool:
        if word not in FUNCTIONS:
            return False
        if not is_caps(token.raw) or not self.style.caps:
            return True
        if self.draft:
            return word not in _SURNAMES_TOO
        return not self.titled

    def _status(self, token: Token) -> None:
        """« (excusé) » says where a person is; « (absente pour le point 3) » tells a movement."""
        self._end_name()
        tells_a_movement = self.depth and self.walk.next_kind is Is.WORD
        if self.people and not tells_a_movement:
            self.people[-1].absent = True
        self.in_function = True

    def _low_word(self, token: Token) -> None:
        if self.draft:
            if token.word.rstrip(".") in PARTICLES:
                self.draft.words.append(token)
                return
            subject = self._end_name()
            if subject and self._opens_a_sentence(token):
                self.people.remove(subject)
                self.stopped = True
                return
        self.in_sentence = True

    def _opens_a_sentence(self, verb: Token) -> bool:
        """« Madame X est élue secrétaire »: the subject of a sentence, no member of a list."""
        if self.subjects or self.depth or self.relation or verb.word not in SENTENCE_VERBS:
            return False
        return not any(
            each.word in ABSENCE_WORDS or (each.kind is Is.LINK and len(each.word) > 5)
            for each in self.walk.ahead(3)
        )

    def _name_word(self, token: Token) -> None:
        if not self.draft and not self.titled and token.word.rstrip(".'") in _OPENS_NO_NAME:
            self.in_sentence = True
            return
        if self.draft and self.draft.ends_before(token):
            title_goes_on = self.titled and self.group
            self._end_name()
            self._end_item(drop_relation=not self.waiting)
            self.titled = title_goes_on
        self.draft.words.append(token)

    # Links and ends.

    def _link(self, token: Token) -> None:
        person = self._end_name()
        self.in_sentence = self.in_function = False
        self.relation = relation_after(token, self.people, person, self.relation)

    def _end_name(self) -> Person | None:
        """The name at hand becomes a person, if it names one."""
        draft, self.draft = self.draft, Draft(self.style)
        draft.trim()
        titled, self.titled = self.titled, self.titled and self.group
        if not draft.names_someone:
            return None
        complete = draft.complete
        if self.depth and not titled and not complete and not self.waiting:
            return None  # « (Champolet) »: the town or the group of the person before it
        start, end = draft.words[0].start, draft.words[-1].end
        person = Person(name_as_written(self.text, start, end), start, end, titled, complete)
        person.joined_by_et, self.after_et = self.after_et, False
        if self.waiting:
            self.waiting.join(person)
        self.people.append(person)
        return person

    def _end_item(self, *, drop_relation: bool) -> None:
        self.in_sentence = self.in_function = False
        if drop_relation:
            self.relation = None
