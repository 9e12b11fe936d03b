"""The story that `dateline demo` tells: an invented town, one day, a river."""

from dateline.cli.demo_story.load import load
from dateline.cli.demo_story.story import Deed, Story

__all__ = ["Deed", "Story", "load"]
