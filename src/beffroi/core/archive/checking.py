"""Reading a whole archive again before anything is written: fingerprints, values, keys, registers."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from beffroi.core.archive.manifest import DamagedArchive, content_member, table_member
from beffroi.core.archive.reading import Archive
from beffroi.core.archive.registry import Checker, Model, Row, Table, checkers, tables
from beffroi.core.archive.rows import values_of

Progress = Callable[[int, int], object]
OTHER_VERSION = (
    "Cette archive vient d’une version de Beffroi dont les tables diffèrent : importez-la avec la même "
    "version ({version}), puis mettez l’installation à jour. Table qui diffère : {table}."
)


def check_archive(archive: Archive, progress: Progress = lambda _done, _total: None) -> None:
    """Read every file of an archive and make sure that it can be imported whole.

    `progress` is told how many files and rows were read, and of how many.
    Raises: DamagedArchive.
    """
    known = tables()
    _same_tables(archive, known)
    _Check(archive, known, progress).run()


def _same_tables(archive: Archive, known: list[Table]) -> None:
    told, version = archive.manifest.columns, archive.manifest.beffroi
    for table in known:
        if told.get(table.label) != table.columns:
            raise DamagedArchive(OTHER_VERSION.format(version=version, table=table.label))
        if table_member(table) not in archive.manifest.members:
            raise DamagedArchive(f"« {table_member(table)} » manque à l’archive.")
    expected = {table_member(table) for table in known}
    for name in archive.manifest.members:
        if name.startswith("tables/") and name not in expected:
            raise DamagedArchive(OTHER_VERSION.format(version=version, table=name))


@dataclass(slots=True)
class _Check:
    archive: Archive
    tables: list[Table]
    progress: Progress
    numbers: dict[Model, "array[int]"] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    done: int = 0

    def run(self) -> None:
        contents = [one for one in self.archive.manifest.members.values() if one.name.startswith("contents/")]
        total = len(contents) + sum(self.archive.manifest.rows.values())
        for member in contents:
            if member.name != content_member(member.sha256):
                raise DamagedArchive(f"« {member.name} » ne porte pas le nom de son empreinte.")
            self.archive.check(member)
            self._step(total)
        looking = checkers()
        for table in self.tables:
            self._table(table, looking, total)
        for problem in (problem for one in looking for problem in one.problems()):
            raise DamagedArchive(problem)
        for name in sorted({one.name for one in contents} - self.asked):
            raise DamagedArchive(f"« {name} » est de trop : aucune ligne ne le porte.")

    def _table(self, table: Table, looking: Iterable[Checker], total: int) -> None:
        numbers, own = array("q"), array("q")
        for line, told in self.archive.lines(table):
            row = self._row(table, line, told)
            numbers.append(row["id"])
            for key in table.keys:
                self._points(table, line, key.related_model, row[key.attname], own)
            for one in looking:
                one.see(table.model, row, self.archive)
            self._step(total)
        self.numbers[table.model] = found = array("q", sorted(numbers))
        if any(one == other for one, other in pairwise(found)):
            raise DamagedArchive(f"« {table_member(table)} » contient deux fois la même ligne.")
        if lost := next((one for one in own if not _holds(found, one)), None):
            raise DamagedArchive(f"« {table_member(table)} » renvoie à la ligne {lost}, qui manque.")

    def _row(self, table: Table, line: int, told: Row) -> Row:
        try:
            row = values_of(table, told, self.archive)
        except (ValueError, TypeError, ArithmeticError) as error:
            raise DamagedArchive(
                f"« {table_member(table)} », ligne {line} : une valeur n’est pas de sa colonne."
            ) from error
        self.asked.update(content_member(told[name]) for name in table.documents if told.get(name))
        if table.files is not None:
            name = content_member(table.files.sha256(row))
            if name not in self.archive.manifest.members:
                raise DamagedArchive(f"Le document « {name} » manque à l’archive.")
            self.asked.add(name)
        return row

    def _points(self, table: Table, line: int, target: Model, number: int | None, own: "array[int]") -> None:
        if number is None:
            return
        if target is table.model:
            own.append(number)
        elif not _holds(self.numbers[target], number):
            raise DamagedArchive(
                f"« {table_member(table)} », ligne {line} : renvoie à « {target._meta.label_lower} » "
                f"n° {number}, qui manque à l’archive."
            )

    def _step(self, total: int) -> None:
        self.done += 1
        self.progress(self.done, total)


def _holds(numbers: "array[int]", number: int) -> bool:
    place = bisect_left(numbers, number)
    return place < len(numbers) and numbers[place] == number
