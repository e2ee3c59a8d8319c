"""The base of every screen: a page to read, a footer of keys, a notice in too small a window."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.containers import Container
from textual.reactive import Reactive
from textual.screen import Screen

from engine.app import text
from engine.app.widgets.keys import Keys
from engine.app.widgets.leaf import Leaf
from engine.app.widgets.options import Options
from engine.app.widgets.words import Words
from engine.settings import new_first

if TYPE_CHECKING:
    from textual.app import ComposeResult, RenderResult
    from textual.widget import Widget

    from engine.app.app import Reader

SMALLEST = (30, 9)
"""The least columns and lines that can be read in."""

WIDE = 100
"""Columns from which something can stand beside the page."""

TOLD = "▸ "
"""What stands before a sentence at the foot: a colour alone would not tell it from the page."""

TALL, AIRY = 24, 32
"""Lines from which there is room for an empty one, and for another."""

WIDTHS = [(0, "-cramped"), (SMALLEST[0], "-phone"), (60, "-narrow"), (WIDE, "-wide")]
HEIGHTS = [(0, "-low"), (SMALLEST[1], "-high"), (TALL, "-tall"), (AIRY, "-airy")]
NOTHING = "There is nothing to choose here."
TOO_SMALL = f"Marginalia needs a window of {SMALLEST[0]} by {SMALLEST[1]} or larger."


class Page(Screen[None]):
    """A screen with one leaf to read.

    Attributes:
        NAME: What the table of commands calls it.
        CHOICE: What a digit stands for.
        said: Something new for each thing that is told; nothing once it is done with.
    """

    NAME: ClassVar[str]
    CHOICE: ClassVar = "choice"
    AUTO_FOCUS = "Options"
    CSS_PATH: ClassVar = ["page.tcss"]
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What has the keys; only what gets them and what loses them is painted for that."""

    styled = False
    """Whether its styles were known before it was made, so that it need not be styled again."""

    def __init__(self) -> None:
        """Knows at once how large it will be: a class that comes later styles all of it again."""
        super().__init__()
        self.said: object | None = None
        for length, steps in zip(self.app.size, (WIDTHS, HEIGHTS), strict=True):
            self.add_class(max(step for step in steps if step[0] <= length)[1], update=False)

    @property
    def reader(self) -> Reader:
        """The app."""
        from engine.app.app import Reader  # noqa: PLC0415  (the app imports its screens late)

        assert isinstance(self.app, Reader)  # noqa: S101  (only Reader shows these screens)
        return self.app

    @property
    def new_first(self) -> bool:
        """Whether the reader would rather have New Style first in a date."""
        return new_first(self.reader.settings)

    def compose(self) -> ComposeResult:
        """The leaf and the keys."""
        with Container(id="whole"):
            with Container(id="spread"):
                with Container(id="main"):
                    with Leaf(id="leaf", can_focus=not self.has_list), Container(id="column"):
                        yield from self.compose_leaf()
                    yield from self.compose_foot()
                yield from self.compose_beside()
            yield from self.compose_below()
            yield Keys(self.NAME, self.reader.commands)

    def render(self) -> RenderResult:  # type: ignore[override]
        """A sentence, in a window that is too small for anything else."""
        return text.plain(TOO_SMALL) if self._too_small else super().render()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a window that shows nothing of a page, no key does anything with it."""
        return False if self._too_small else super().check_action(action, parameters)

    @property
    def _too_small(self) -> bool:
        return self.has_class("-cramped") or self.has_class("-low")

    has_list: ClassVar[bool] = True
    """Whether a list carries the focus; the leaf itself does otherwise."""

    def compose_leaf(self) -> ComposeResult:
        """What there is to read."""
        yield from ()

    def compose_beside(self) -> ComposeResult:
        """What stands beside it."""
        yield from ()

    def compose_foot(self) -> ComposeResult:
        """What stands below it and stays there."""
        yield from ()

    def compose_below(self) -> ComposeResult:
        """What stands below both."""
        yield from ()

    @property
    def leaf(self) -> Leaf:
        """What there is to read."""
        return self.query_one("#leaf", Leaf)

    def say(self, *told: str) -> None:
        """Tell the reader something at the foot of the screen, until the next thing is done.

        Each thing that is told begins on a line of its own.
        """
        lead = text.plain(TOLD)
        blocks = [text.block(text.plain(one), lead) for one in told if one]
        self.said = object() if blocks else None
        if blocks:
            shown = text.Sheet(blocks, self.app.size.width)
            self.part("status", self.query_one(Keys)).show(shown)
        self.query("#status").set(display=bool(blocks))

    def part(self, name: str, below: Widget) -> Words:
        """Words that few pages show, there from when they are first needed, above something."""
        found = self.query(f"#{name}").results(Words)
        part = next(iter(found), None)
        if part is None:
            part = Words(id=name)
            self.mount(part, before=below)
        return part

    def hush(self, said: object | None) -> None:
        """Be done with what was said, unless something else was said since."""
        if said is not None and said is self.said and self.is_attached:
            self.say()

    def tell_notices(self, *more: str) -> None:
        """Tell what there is to tell of the reader's files, unless another screen is in front."""
        told = (*more, *self.reader.notices()) if self.app.screen is self else more
        if any(told):
            self.say(*told)

    def on_leaf_scrolled(self) -> None:
        """Say at the foot whether there is more below, and whether there is anything to choose."""
        keys = self.query_one(Keys)
        keys.more = not self.front.at_end
        keys.idle = not any(options.first is not None for options in self.query(Options))

    def on_options_undecided(self, event: Options.Undecided) -> None:
        """Help a reader on who would choose where nothing is highlighted that can be seen."""
        self.help_on(event.options)

    def help_on(self, options: Options) -> None:
        """Highlight the first entry in sight, or read on to it; where there is none, say so."""
        at = options.first_in_sight
        if at is None:
            self.say(NOTHING)
        elif options.is_below(at):
            self.front.page_down()
        else:
            options.highlighted = at
            options.bring_into_sight()

    @property
    def front(self) -> Leaf:
        """What the reader is looking at."""
        return self.leaf

    @on(events.ScreenResume)
    def _style_once(self, event: events.ScreenResume) -> None:
        """Style nothing again that was just styled."""
        event.refresh_styles = event.refresh_styles and not self.styled
        self.styled = False

    def on_mount(self) -> None:
        """Fill the leaf."""
        self._fill_if_whole()

    def _fill_if_whole(self) -> None:
        """A reader who leaves while a screen opens takes its parts away before it is whole."""
        if self.AUTO_FOCUS and self.query(self.AUTO_FOCUS):
            self.fill()

    def fill(self) -> None:
        """Show what was not known when the leaf was composed."""

    def on_resize(self, event: events.Resize) -> None:
        """Draw the sentence, or give the keys back to the list when there is room for it again."""
        if event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]:
            self.refresh()
        self.call_after_refresh(self._take_focus)

    def _take_focus(self) -> None:
        if self.focused is None and self.AUTO_FOCUS:
            self.query(self.AUTO_FOCUS).first().focus()

    def scroll_to_center(self, *_: object, **__: object) -> None:
        """Do nothing: a list that takes the keys must not move the page under the reader."""

    def action_page_down(self) -> None:
        """Down by a screenful."""
        self.leaf.page_down()

    def action_page_up(self) -> None:
        """Up by a screenful."""
        self.leaf.page_up()

    def action_top(self) -> None:
        """To the top."""
        self.leaf.go(0)

    def action_bottom(self) -> None:
        """To the foot."""
        self.leaf.go(self.leaf.max_scroll_y)

    def action_back(self) -> None:
        """Back to the screen below, or to the library where there is none."""
        if len(self.app.screen_stack) > 1:
            self.dismiss()
        else:
            self.reader.action_library()

    @property
    def options(self) -> Options:
        """The list that the digits are about, where a page has one."""
        return self.query_one("#choices", Options)

    def action_choose(self) -> None:
        """Choose what is highlighted."""
        self.options.action_select()

    def action_take(self, number: int) -> None:
        """Choose an entry by its digit."""
        options = self.options
        enabled = [i for i, item in enumerate(options.items) if item.enabled]
        if number <= len(enabled):
            options.choose(enabled[number - 1])
        else:
            self.say(self.choices(len(enabled)))

    def choices(self, many: int) -> str:
        """What to tell of a digit that stands for nothing: how many choices there are."""
        from engine.app import wording  # noqa: PLC0415  (seldom needed)

        if not many:
            return f"There is no {self.CHOICE} here."
        one = many == 1
        counted = f"{wording.number(many)} {self.CHOICE}{'' if one else 's'}"
        return f"There {'is' if one else 'are'} {counted} here."
