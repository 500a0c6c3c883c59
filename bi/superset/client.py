"""What is asked of a running Superset: import the assets, list what there is, draw a chart's data."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import httpx

from bi.superset.assets import ASSETS, PLACEHOLDER_ADDRESS

# A chart over a warehouse of every agency in the country takes seconds, on a machine that does ten things at once
# minutes: as long as the server may take.
TIMEOUT_SECONDS = 300.0


class SupersetRefused(Exception):
    """Superset answered something else than success; its words are in the message."""


class Superset:
    """A session of one user with the interface that Superset offers to programs."""

    def __init__(self, base: str, user: str, password: str) -> None:
        self._http = httpx.Client(base_url=base, timeout=TIMEOUT_SECONDS, headers={"Referer": base})
        login = {"username": user, "password": password, "provider": "db", "refresh": True}
        token = self._json("POST", "/api/v1/security/login", json=login)["access_token"]
        self._http.headers["Authorization"] = f"Bearer {token}"
        self._http.headers["X-CSRFToken"] = self._json("GET", "/api/v1/security/csrf_token/")["result"]

    def import_assets(self, warehouse: Path, folder: Path = ASSETS) -> None:
        """Import the assets for a warehouse file; what an earlier import made is brought up to date.

        Raises:
            SupersetRefused: an asset was refused.
        """
        files = {"bundle": ("assets.zip", bundle(warehouse, folder), "application/zip")}
        self._json("POST", "/api/v1/assets/import/", files=files)

    def charts(self) -> dict[str, int]:
        """Charts by name, with the number Superset gave them."""
        found = self._json("GET", "/api/v1/chart/", params={"q": "(page_size:200)"})["result"]
        return {row["slice_name"]: row["id"] for row in found}

    def datasets(self) -> dict[str, int]:
        """Datasets by name, with the number Superset gave them."""
        found = self._json("GET", "/api/v1/dataset/", params={"q": "(page_size:200)"})["result"]
        return {row["table_name"]: row["id"] for row in found}

    def dataset(self, number: int) -> dict[str, Any]:
        """One dataset with its columns and metrics."""
        found: dict[str, Any] = self._json("GET", f"/api/v1/dataset/{number}")["result"]
        return found

    def chart_data(self, number: int) -> list[dict[str, Any]]:
        """The rows that a chart draws.

        Raises:
            SupersetRefused: its query fails.
        """
        found = self._json("GET", f"/api/v1/chart/{number}/data/", params={"force": "true"})["result"]
        rows: list[dict[str, Any]] = found[0]["data"]
        return rows

    def databases(self) -> dict[str, int]:
        """Databases by name, with the number Superset gave them."""
        found = self._json("GET", "/api/v1/database/")["result"]
        return {row["database_name"]: row["id"] for row in found}

    def query(self, database: int, sql: str, name: str = "") -> list[dict[str, Any]]:
        """The rows that a query of the SQL editor finds; ``name`` is what it is listed under while it runs.

        Raises:
            SupersetRefused: it fails.
        """
        asked = {"database_id": database, "sql": sql, "runAsync": False, "schema": "marts", "tab": name}
        rows: list[dict[str, Any]] = self._json("POST", "/api/v1/sqllab/execute/", json=asked)["data"]
        return rows

    def query_state(self, name: str) -> str | None:
        """How far a query is: ``running``, ``success`` and so on; None where none is listed under this name."""
        chosen = {"q": "(order_column:start_time,order_direction:desc,page_size:50)"}
        found = self._json("GET", "/api/v1/query/", params=chosen)["result"]
        return next((str(row["status"]) for row in found if row["tab_name"] == name), None)

    def _json(
        self,
        method: str,
        path: str,
        json: dict[str, Any] | None = None,
        params: dict[str, str] | None = None,
        files: dict[str, tuple[str, bytes, str]] | None = None,
    ) -> dict[str, Any]:
        answer = self._http.request(method, path, json=json, params=params, files=files)
        if answer.is_error:
            raise SupersetRefused(f"{method} {path}: {answer.status_code} {answer.text[:2000]}")
        found: dict[str, Any] = answer.json()
        return found


def bundle(warehouse: Path, folder: Path = ASSETS) -> bytes:
    """The assets as one archive, with the address of the warehouse in its place."""
    address = f"duckdb:///{warehouse.resolve()}?access_mode=read_only"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path in sorted(folder.rglob("*.yaml")):
            text = path.read_text(encoding="utf-8").replace(PLACEHOLDER_ADDRESS, json.dumps(address))
            archive.writestr(f"assets/{path.relative_to(folder).as_posix()}", text)
    return made.getvalue()
