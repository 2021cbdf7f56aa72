"""Write the next migration from what the models say: `python -m core.migrations "Add a field"`."""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

FOLDER = Path(__file__).parent

config = Config()
config.set_main_option("script_location", str(FOLDER))
with tempfile.TemporaryDirectory() as folder, create_engine(f"sqlite:///{folder}/models.sqlite").begin() as connection:
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    number = len(list(ScriptDirectory.from_config(config).walk_revisions())) + 1
    command.revision(config, message=sys.argv[1], autogenerate=True, rev_id=f"{number:04d}")
