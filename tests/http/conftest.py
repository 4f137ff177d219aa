"""Those who sign in most, each anew for every test."""

import pytest


@pytest.fixture
def customer(desk, people):
    return desk.client().enter(people["customer"])


@pytest.fixture
def agent(desk, people):
    return desk.client().enter(people["agent"])


@pytest.fixture
def manager(desk, people):
    return desk.client().enter(people["manager"])


@pytest.fixture
def admin(desk, people):
    return desk.client().enter(people["admin"])


@pytest.fixture
def owner(desk, people):
    return desk.client().enter(people["owner"])
