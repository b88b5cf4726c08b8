"""Decorators around numba.jit: `@compiled` functions are machine code, kept on disk between starts."""

import os
import sys
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import platformdirs

from shared import cpp_runtime

cpp_runtime.offer()  # numba's wheel has none

if getattr(sys, "frozen", False):
    # What the installed program compiles goes with it (installer/hemis.iss); elsewhere it stands beside the source.
    # By the environment, which numba reads anew each time.
    _kept = platformdirs.user_data_path("hemis-desktop", appauthor=False) / "compiled"
    os.environ.setdefault("NUMBA_CACHE_DIR", str(_kept))
    os.environ.setdefault("NUMBA_CACHE_LOCATOR_CLASSES", f"{__package__}.kept.KeptLocator")

import numba  # noqa: E402 - it looks for the runtime while it is imported

P = ParamSpec("P")
R = TypeVar("R")

# Without numba's reference counts calls are forty times quicker; such code may not make arrays.
OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "_nrt": False}
WITHIN: dict[str, Any] = {"forceinline": True, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    return cast("Callable[P, R]", numba.jit(nopython=True, **OPTIONS)(function))


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """Code that becomes part of its callers: for the few functions that every move runs through."""
    return cast("Callable[P, R]", numba.jit(nopython=True, **OPTIONS, **WITHIN)(function))
