"""Drawing a paper from a pool of items, and freezing it.

The rules in words: items come in the order of SHA-256 of the seed and their id; never two of one
family, never two that give each other away; articles are spread and true and false statements
balanced as far as the pool allows. Building a form copies texts and keys, letters the options
anew in an order that says nothing of the key, and keeps the keys apart. Does not know where items
come from nor who takes the paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from question_bank.items import (
    FillInItem,
    Item,
    Kind,
    MultipleChoiceItem,
    Option,
    SingleChoiceItem,
    TrueFalseItem,
)
from quizapp.domain.paper import (
    FALSE,
    TRUE,
    Form,
    FormItem,
    FormSection,
    KeyEntry,
    KeySheet,
    order_key,
)


@dataclass(frozen=True, slots=True)
class SectionWish:
    """What a section asks for."""

    kind: Kind
    count: int
    points_each: int
    """Hundredths of a point."""


@dataclass(frozen=True, slots=True)
class PoolItem:
    """An approved item and the ids of those that must not stand beside it."""

    item: Item
    enemies: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Shortage:
    """A section that could not be filled."""

    section: int
    """Number of the section, from 1."""
    kind: Kind
    wanted: int
    found: int


@dataclass(frozen=True, slots=True)
class Draw:
    """The items drawn for each section, and what is missing."""

    sections: tuple[tuple[Item, ...], ...]
    shortages: tuple[Shortage, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every section got what it asked for."""
        return not self.shortages


@dataclass(frozen=True, slots=True)
class BuiltForm:
    """A frozen paper and its first keys."""

    form: Form
    key_sheet: KeySheet


def pool_of(items: Sequence[Item], are_enemies: Callable[[Item, Item], bool]) -> list[PoolItem]:
    """Ask of each two items of different families whether they give each other away."""
    enemies: dict[str, set[str]] = {item.id: set() for item in items}
    for place, one in enumerate(items):
        for other in items[place + 1 :]:
            if one.family != other.family and are_enemies(one, other):
                enemies[one.id].add(other.id)
                enemies[other.id].add(one.id)
    return [PoolItem(item, frozenset(enemies[item.id])) for item in items]


def draw(sections: Sequence[SectionWish], pool: Sequence[PoolItem], *, seed: str) -> Draw:
    """Draw items for all sections. The same pool and seed draw the same, in whatever order.

    When a section cannot be filled directly, an item drawn before gives way if its own section has
    another for it; without enemies this finds a complete draw whenever there is one. What is missing
    after that is named in `shortages`.
    """
    work = _Drawing(sections, pool, seed)
    return work.run()


def build_form(
    wishes: Sequence[SectionWish], sections: Sequence[Sequence[Item]], *, seed: str
) -> BuiltForm:
    """Freeze drawn items as a paper and its keys.

    Items of a section stand in the order given. ValueError when an item is of another kind than its
    section, or a section is empty.
    """
    form_sections: list[FormSection] = []
    items: list[FormItem] = []
    entries: list[KeyEntry] = []
    for section_number, (wish, drawn) in enumerate(zip(wishes, sections, strict=True), start=1):
        if not drawn or any(item.kind is not wish.kind for item in drawn):
            raise ValueError(f"section {section_number} needs items of kind {wish.kind}")
        first = len(items) + 1
        form_sections.append(
            FormSection(
                number=section_number,
                kind=wish.kind,
                first=first,
                last=first + len(drawn) - 1,
                points=(wish.points_each,) * len(drawn),
            )
        )
        for number, item in enumerate(drawn, start=first):
            form_item, entry = _freeze(
                item, number, section=section_number, points=wish.points_each, seed=seed
            )
            items.append(form_item)
            entries.append(entry)
    return BuiltForm(Form(tuple(form_sections), tuple(items)), KeySheet(tuple(entries)))


def _freeze(
    item: Item, number: int, *, section: int, points: int, seed: str
) -> tuple[FormItem, KeyEntry]:
    options: tuple[Option, ...] = ()
    fixed_order = False
    blank_count = 0
    word_bank: tuple[str, ...] = ()
    entry_keys: tuple[str, ...] = ()
    blanks = item.blanks if isinstance(item, FillInItem) else ()
    ordered = item.ordered if isinstance(item, FillInItem) else True
    correction = ""
    match item:
        case SingleChoiceItem() | MultipleChoiceItem():
            options, new_id = _letter_options(item, seed)
            fixed_order = item.fixed_order
            old_keys = (item.key,) if isinstance(item, SingleChoiceItem) else item.keys
            entry_keys = tuple(sorted(new_id[key] for key in old_keys))
        case TrueFalseItem():
            entry_keys = (TRUE if item.key else FALSE,)
            correction = item.correction
        case FillInItem():
            blank_count = len(item.blanks)
            word_bank = item.word_bank
    form_item = FormItem(
        number=number,
        section=section,
        kind=item.kind,
        stem=item.stem,
        options=options,
        fixed_order=fixed_order,
        blank_count=blank_count,
        word_bank=word_bank,
    )
    entry = KeyEntry(
        number=number,
        kind=item.kind,
        points=points,
        keys=entry_keys,
        blanks=blanks,
        ordered=ordered,
        explanation=item.explanation,
        correction=correction,
        source=item.source,
        item_id=item.id,
    )
    return form_item, entry


def _letter_options(
    item: SingleChoiceItem | MultipleChoiceItem, seed: str
) -> tuple[tuple[Option, ...], dict[str, str]]:
    """Give the options with new ids, and the new id of each old one.

    The order is that of a hash over seed, item and the option's text, so that neither the old
    letter nor the key can be told from it. Numbers, dates and levels keep their natural order.
    """
    in_order = list(item.options)
    if not item.fixed_order:
        in_order.sort(key=lambda option: order_key(seed, f"{item.id} {option.text}"))
    new_id = {option.id: chr(ord("a") + place) for place, option in enumerate(in_order)}
    return tuple(Option(new_id[option.id], option.text) for option in in_order), new_id


@dataclass(slots=True)
class _Drawing:
    """The state of one draw."""

    wishes: Sequence[SectionWish]
    pool: Sequence[PoolItem]
    seed: str
    chosen: dict[str, tuple[PoolItem, int]] = field(default_factory=dict)
    """By item id: the item and the index of its section."""
    by_family: dict[str, str] = field(default_factory=dict)
    """Which item of a family is chosen."""
    articles: Counter[tuple[str, int]] = field(default_factory=Counter)
    truths: Counter[bool] = field(default_factory=Counter)
    candidates: dict[Kind, list[PoolItem]] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)

    def run(self) -> Draw:
        self.hashes = {entry.item.id: order_key(self.seed, entry.item.id) for entry in self.pool}
        for kind in Kind:
            of_kind = [entry for entry in self.pool if entry.item.kind is kind]
            self.candidates[kind] = sorted(of_kind, key=lambda entry: self.hashes[entry.item.id])
        found = [0] * len(self.wishes)
        for index in self._scarcest_first():
            for _ in range(self.wishes[index].count):
                if not self._place(index, set()):
                    break
                found[index] += 1
        return Draw(
            sections=tuple(self._items_of(index) for index in range(len(self.wishes))),
            shortages=tuple(
                Shortage(index + 1, wish.kind, wish.count, found[index])
                for index, wish in enumerate(self.wishes)
                if found[index] < wish.count
            ),
        )

    def _scarcest_first(self) -> list[int]:
        def slack(index: int) -> int:
            wish = self.wishes[index]
            families = {entry.item.family for entry in self.candidates[wish.kind]}
            return len(families) - wish.count

        return sorted(range(len(self.wishes)), key=lambda index: (slack(index), index))

    def _items_of(self, index: int) -> tuple[Item, ...]:
        items = [entry.item for entry, section in self.chosen.values() if section == index]
        return tuple(sorted(items, key=lambda item: self.hashes[item.id]))

    def _place(self, index: int, tried: set[str]) -> bool:
        """Find one more item for a section, moving earlier choices if need be.

        `tried` are the families this chain has asked for already (augmenting path).
        """
        free: list[PoolItem] = []
        blocked: list[tuple[PoolItem, str]] = []
        for entry in self.candidates[self.wishes[index].kind]:
            if entry.item.id in self.chosen or entry.item.family in tried:
                continue
            against = self._conflicts(entry)
            if not against:
                free.append(entry)
            elif len(against) == 1:
                blocked.append((entry, against.pop()))
        if free:
            self._choose(min(free, key=self._preference), index)
            return True
        for entry, other_id in blocked:
            if entry.item.family in tried:
                continue
            tried.add(entry.item.family)
            other, other_index = self._drop(other_id)
            self._choose(entry, index)
            if self._place(other_index, tried):
                return True
            self._drop(entry.item.id)
            self._choose(other, other_index)
        return False

    def _preference(self, entry: PoolItem) -> tuple[int, int, str]:
        item = entry.item
        same_truth = self.truths[item.key] if isinstance(item, TrueFalseItem) else 0
        return same_truth, self.articles[_article(item)], self.hashes[item.id]

    def _conflicts(self, entry: PoolItem) -> set[str]:
        against = {
            other_id
            for other_id, (other, _) in self.chosen.items()
            if other_id in entry.enemies or entry.item.id in other.enemies
        }
        if entry.item.family in self.by_family:
            against.add(self.by_family[entry.item.family])
        return against

    def _choose(self, entry: PoolItem, index: int) -> None:
        item = entry.item
        self.chosen[item.id] = (entry, index)
        self.by_family[item.family] = item.id
        self.articles[_article(item)] += 1
        if isinstance(item, TrueFalseItem):
            self.truths[item.key] += 1

    def _drop(self, item_id: str) -> tuple[PoolItem, int]:
        entry, index = self.chosen.pop(item_id)
        del self.by_family[entry.item.family]
        self.articles[_article(entry.item)] -= 1
        if isinstance(entry.item, TrueFalseItem):
            self.truths[entry.item.key] -= 1
        return entry, index


def _article(item: Item) -> tuple[str, int]:
    return item.source.document_sha256, item.source.article_ordinal
