"""What tests do on the pages of those who set a desk up."""

import re
import secrets
from urllib.parse import urlsplit

PASSWORD = "quiet lamp river 3"


def fresh(word="somebody"):
    return f"{word}-{secrets.token_hex(4)}"


def see(client, path, status=200):
    """A page: strict HTML, no server's error."""
    page = client.get(path)
    assert page.status == status, (path, page.status, page.text[:2000])
    if status == 200:
        page.html()
    return page


def path_of(answer):
    assert answer.status == 303, answer.text
    return answer.header("Location").split("?")[0]


def sent_already(answer):
    """The same form, sent again with other words."""
    assert answer.status == 409, answer.text
    answer.html()
    assert "This form was sent already" in answer.text
    assert "Somebody else" not in answer.text


def link_in(answer):
    """The path of the one-time link that this page shows."""
    assert answer.status == 200, answer.text
    answer.html()
    url = re.search(r'value="([^"]*/welcome\?token=[^"]+)"',
                    answer.text).group(1)
    return url


def path_in(url):
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def invite(client, role="agent", **typed):
    """Somebody new: their address, the path of their link, their page."""
    email = f"{fresh()}@desk.example"
    page = see(client, "/people/new")
    fields = {k: v for k, v in page.form("/people").items()
              if not k.startswith("role_") and k != "department"}
    answer = client.post("/people", {**fields, "name": "Nora New",
                                     "email": email, f"role_{role}": "1",
                                     **typed})
    url = link_in(answer)
    page = re.search(r'href="(/people/[a-z0-9]+)">', answer.text).group(1)
    return email, path_in(url), page


def welcome(desk, path, password=PASSWORD):
    """Set the password by that link; who comes in, and the answer."""
    client = desk.client()
    page = see(client, path)
    return client, client.submit(page, "/welcome", password=password)
