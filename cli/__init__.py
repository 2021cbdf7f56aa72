"""The parts of the command line; only `filon.py` imports them."""
