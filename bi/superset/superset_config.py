"""Superset's own settings for ``make bi``: loopback, its metadata in a SQLite file of ours, Chinese and English."""

import os
from pathlib import Path

HOME = Path(os.environ["GOUJI_SUPERSET_HOME"])
SECRET_KEY = (HOME / "secret_key").read_text()
SQLALCHEMY_DATABASE_URI = f"sqlite:///{HOME / 'superset.db'}"
# A published file is replaced while it is open: nothing that was queried before may answer for it.
DATA_CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}
LANGUAGES = {"zh": {"flag": "cn", "name": "简体中文"}, "en": {"flag": "us", "name": "English"}}
BABEL_DEFAULT_LOCALE = os.environ.get("GOUJI_SUPERSET_LANG", "en")
# Pages are served over plain HTTP on loopback; the policy stays Superset's own otherwise.
TALISMAN_ENABLED = True
SESSION_COOKIE_SAMESITE = "Lax"
FEATURE_FLAGS = {"ENABLE_TEMPLATE_PROCESSING": False}
SQLLAB_CTAS_NO_LIMIT = False
# Seconds: a query over every cell of a national warehouse takes longer than the half minute that is the default.
SQLLAB_TIMEOUT = 240
# Seconds after which the page itself gives a chart up: as long as the server may take (`launch.SERVER_SECONDS`). The
# minute that is the default is over early on a busy machine, and the chart then stays empty.
SUPERSET_WEBSERVER_TIMEOUT = 300
