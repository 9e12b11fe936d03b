"""Every word that Dateline itself says to readers, so that a translation has one place to stand."""

from __future__ import annotations

DIRECTION = "ltr"  # of the words below, whatever the language of the blog that they stand beside

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY = "{weekday} {day} {month} {year}"
DATE = "{day} {month} {year}"
TIME_PLACE = "{place} time ({offset})"
TIME_OFFSET = "({offset})"
MOMENT_ON = "{time}, {date}"

LIVE = "Live"
ENDED = "Ended at"
UPDATED = "Updated"
EDITED = "Updated"
SUMMARY = "At a glance"
PINNED = "Pinned"
PINNED_GO = "Posted at"
KEYS = "Key events"
KEY = "Key event"
POSTS = "Updates"
NO_POSTS = "Nothing has been posted yet. The first update will appear here."
UNNAMED = "Update at"
BYLINE = "By"
HAPPENED = "Happened at"
SOURCES = "Source"
SOURCES_MANY = "Sources"
STANDINGS = {"unverified": "Unverified", "confirmed": "Confirmed"}
STANDING_NOTES = {
    "unverified": "We have not been able to verify this independently.",
    "confirmed": "Confirmed by the sources named.",
}
CORRECTION = "Correction"
RETRACTED = "Retracted"
RETRACTED_BY = "{name} has retracted this post."
TAKEN_DOWN = "Removed"
TAKEN_DOWN_BY = "{name} has removed this post."
AT = "at"
REASON = "Reason"

SKIP = "Skip to the updates"
NEW = "New updates"
NEW_COUNT = ("1 new update", "{n} new updates")
PAUSE = "Pause updates"
PAUSE_COUNT = "Pause updates ({n} waiting)"
OFFLINE = "Connection lost. Trying again; what you missed will be filled in."
NO_SCRIPT = "This page does not refresh by itself without JavaScript."
NO_SCRIPT_LINK = "Load the newest updates"
OLDER = "Older updates"
NEWER = "Newer updates"
PAGE_OF = "Page {n}"
BACK_TO = "Back to the live blog"
BACK_TO_ENDED = "Back to the blog"
OLDER_POST = "Earlier"
NEWER_POST = "Later"
HISTORY = "History of this post"
HISTORY_LINK = "History"
HISTORY_INTRO = "Every change that was made to this post since it was published, newest first."
TEXT_GONE = "The text was removed."
TEXT_WITHHELD = "The text is no longer shown, because the post has been retracted."
TEXT_SAME = "Text unchanged."
KINDS = {
    "post.published": "Published",
    "post.edited": "Edited",
    "post.corrected": "Corrected",
    "post.retracted": "Retracted",
    "post.flagged": "Marked anew",
}
FLAGS = {"key": "key event", "pinned": "pinned"}
FLAG_ON = "now {flag}"
FLAG_OFF = "no longer {flag}"

INDEX = "Live blogs"
INDEX_LIVE = "Now"
INDEX_ENDED = "Earlier"
INDEX_EMPTY = "No live blog is public yet."
INDEX_NEWEST = "Latest:"
INDEX_COUNT = ("{n} update", "{n} updates")

MISSING = "Page not found"
MISSING_TEXT = "Nothing is published at this address. It may have been mistyped, or the page may have been moved."
MISSING_LINK = "All live blogs"

FEEDS = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}
FOOT_FOLLOW = "Follow this blog"
FOOT_RECORD = "Edits, corrections and retractions stay on the record: each post’s time leads to its history."
MADE_WITH = "Published with Dateline"
