"""Starting Spark, late and quietly, and saying in one line why it does not start."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import BayanError

if TYPE_CHECKING:
    from pyspark import SparkContext

_ATTEMPTS = 4
"""How often a shard is tried: an article that ends its process costs one attempt, a lost machine another."""


def missing() -> str | None:
    """Return what Spark still needs on this machine, as a remedy, or None when it can start."""
    if importlib.util.find_spec("pyspark") is None:
        return "it needs PySpark: pip install 'bayan[spark]'"
    home = os.environ.get("JAVA_HOME")
    if not (home and (Path(home) / "bin" / "java").exists()) and not shutil.which("java"):
        return "it needs Java 17 or newer: apt install default-jre-headless, or set JAVA_HOME"
    return None


@contextlib.contextmanager
def spark_context(master: str | None, jobs: int) -> Iterator[SparkContext]:
    """Start Spark, or join the one that runs in this process, and stop what was started.

    `master` is the cluster's address; None is what Spark's own configuration says, and without that this machine, with
    `jobs` processes. Raises `BayanError` when Spark cannot start.
    """
    remedy = missing()
    if remedy:
        raise BayanError(f"--engine spark: {remedy}")
    from pyspark import SparkConf, SparkContext

    running = SparkContext._active_spark_context
    if running is not None:
        yield running
        return
    configured = any(name in os.environ for name in ("PYSPARK_SUBMIT_ARGS", "SPARK_CONF_DIR", "SPARK_HOME"))
    if not master and not configured:
        master = f"local[{jobs},{_ATTEMPTS}]"
    settings = {"spark.app.name": "bayan", "spark.ui.showConsoleProgress": "false", "spark.ui.enabled": "false"}
    if master:
        settings["spark.master"] = master
    if master and master.startswith("local"):
        # This machine, whatever its name resolves to, and the very Python that Bayan is installed in.
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        with _quiet():
            context = SparkContext(conf=SparkConf().setAll(list(settings.items())))
    except Exception as error:  # Py4J hands on whatever Java raised
        reason = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
        message = f"Spark does not start ({reason[0]:.200}); check that Java is 17 or newer, and --master"
        raise BayanError(message) from None
    try:
        context.setLogLevel("ERROR")
        yield context
    finally:
        with _quiet():
            context.stop()


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep what Spark's launcher writes to standard error away from the user, whom it tells nothing."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
