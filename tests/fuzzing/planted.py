"""Targets that fail, to show that the runner notices."""

from __future__ import annotations

import itertools
import time

from fuzzing.targets import Target

_HANGS_FROM = 100  # inputs
_inputs = itertools.count()


def break_promise(data: bytes) -> None:
    assert b"Yoon" not in data


def take_long(data: bytes) -> None:
    started = time.process_time()
    while b"Yoon" in data and time.process_time() - started < 1.2:
        pass


def hang(data: bytes) -> None:
    while next(_inputs) > _HANGS_FROM:
        time.sleep(1)


PLANTED: dict[str, Target] = {"wrong": break_promise, "slow": take_long, "hanging": hang}
