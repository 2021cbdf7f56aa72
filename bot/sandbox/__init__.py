"""A local stand-in for Slack. It speaks HTTP and WebSocket only and knows nothing of the app that it plays with."""

from bot.sandbox.clock import ManualClock
from bot.sandbox.records import Bot, Channel, Person
from bot.sandbox.server import Sandbox
from bot.sandbox.settings import Command, Settings, Shortcut

__all__ = ["Bot", "Channel", "Command", "ManualClock", "Person", "Sandbox", "Settings", "Shortcut"]
