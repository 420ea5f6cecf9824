"""A page in a browser, as tests look at it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Seen:
    """A page in the browser, and all that it told, asked for and broke while it was there."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.troubles: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.troubles.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on(
            "dialog", lambda dialog: (self.troubles.append(f"dialog: {dialog.message}"), dialog.dismiss())
        )
        page.on("request", lambda request: self.requests.append(request.url))

    def until(self, condition: str) -> None:
        """Wait until an expression holds. Playwright's own waiting is forbidden by the page's policy."""
        self.page.evaluate(
            "() => new Promise((done) => {"
            f"const look = () => ({condition}) ? done() : requestAnimationFrame(look); look(); }})"
        )


Open = Callable[..., Seen]
