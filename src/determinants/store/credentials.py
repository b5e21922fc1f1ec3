"""Who asks an endpoint: a user and a password from the environment, said only where nobody else hears it."""

import os
from collections.abc import Generator
from contextlib import suppress
from typing import TYPE_CHECKING

from determinants.store import addresses
from determinants.store.addresses import PASSWORD, USER

if TYPE_CHECKING:
    import httpx


def credentials() -> "httpx.Auth | None":
    """Give the credentials of the environment, if there are any, to be sent where they are asked for."""
    import httpx

    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    if not (user and password):
        return None

    spoken = httpx.BasicAuth(user, password)

    class Either(httpx.DigestAuth):
        """Proves that it knows the password; says it only where nobody else hears it."""

        says_it = False

        def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
            if self.says_it:
                yield from spoken.auth_flow(request)
                return
            response = None
            flow = super().auth_flow(request)
            with suppress(StopIteration):
                sent = next(flow)
                while True:
                    response = yield sent
                    sent = flow.send(response)
            wanted = response.headers.get("www-authenticate", "").lower() if response else ""
            if response and response.status_code == 401 and wanted.startswith("basic"):
                self.says_it = unheard(str(request.url))
                if self.says_it:
                    yield from spoken.auth_flow(request)

    return Either(user, password)


def unheard(url: str) -> bool:
    """Whether nobody on the way hears what is said."""
    return url.startswith("https:") or addresses.near(url)


def wanted(url: str, challenge: str) -> str:
    """Give in words what is wrong with the credentials for an address, from how it asked for them."""
    if not (os.environ.get(USER) and os.environ.get(PASSWORD)):
        return f"wants credentials: set {USER} and {PASSWORD}."
    if challenge.lower().startswith("basic") and not unheard(url):
        return "wants the password as it is, which is not sent over http: use its address with https."
    return f"does not take the credentials of {USER} and {PASSWORD}."
