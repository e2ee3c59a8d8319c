"""Work beside the screen, for which nobody waits who leaves."""

from __future__ import annotations

from asyncio import get_running_loop
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import Callable

Result = TypeVar("Result")


async def aside(job: Callable[[], Result]) -> Result:
    """Do something in a thread of its own, and give what comes of it, a fault as well.

    asyncio's own threads are joined when the program ends; this one ends with it.
    """
    loop = get_running_loop()
    done: Future[Result] = loop.create_future()

    def tell(outcome: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the app has just been left
            loop.call_soon_threadsafe(lambda: None if done.cancelled() else outcome())

    def work() -> None:
        try:
            result = job()
        except BaseException as error:  # noqa: BLE001  (raised again by whoever waits)
            tell(partial(done.set_exception, error))
        else:
            tell(partial(done.set_result, result))

    Thread(target=work, daemon=True).start()
    return await done
