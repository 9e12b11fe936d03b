"""Every word that Dateline itself says to readers, in English; `of` gives them in the language of a blog.

A word stands as a whole sentence or label with its colon and with `{names}` for what is put in, since other languages
put things in another order. The translations are in `locale/`, each under its name here (see docs/languages.md).
"""

# ruff: noqa: RUF012  # nobody adds to a dictionary of words; a language replaces it whole

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from markupsafe import Markup

from dateline.typeset import catalog
from dateline.typeset.language import direction, isolate
from dateline.typeset.plural import Plural


class Words:
    """The words of one language.

    `LANGUAGE`: its tag; `LOCALE`: its dates and numbers; `TAG`: the same for browsers, with the figures that Babel
    writes; `DIRECTION`: `ltr` or `rtl`; `SPOKEN`: attributes of an element that holds such words, whatever the
    language around it.
    """

    # Times
    TIME_PLACE = "{place} time ({offset})"
    TIME_PLACE_VOWEL = "{place} time ({offset})"  # of a place that begins with a vowel: French elides before it
    TIME_OFFSET = "({offset})"
    TIME_ZONE = "{time} {zone}"
    MOMENT_ON = "{time}, {date}"
    CLOCK = "Your time"
    CLOCK_OWN = "{time} your time"
    CLOCK_ZONE = "your time ({offset})"

    # The live page
    LIVE = "Live"
    ENDED = "Ended at {time}"
    UPDATED = "Updated {time}"
    SUMMARY = "At a glance"
    PINNED = "Pinned"
    PINNED_GO = "Posted at {time}"
    KEYS = "Key events"
    POSTS = "Updates"
    NO_POSTS = "Nothing has been posted yet. The first update will appear here."
    SKIP = "Skip to the updates"
    NEW = "New updates"
    NEW_COUNT = Plural("1 new update", "{n} new updates")
    PAUSE = "Pause updates"
    PAUSE_COUNT = Plural("Pause updates ({n} waiting)", "Pause updates ({n} waiting)")
    OFFLINE = "Connection lost. Trying again; what you missed will be filled in."
    NO_SCRIPT = "This page does not refresh by itself without JavaScript."
    NO_SCRIPT_LINK = "Load the newest updates"
    OLDER = "Older updates"
    NEWER = "Newer updates"
    PAGE_OF = "Page {n}"

    # What the live page's script says
    WHOLE = "Updated: show all of it"
    AWAY = "You were last here at {time}"
    AWAY_MARK = "You had read this far at {time}"
    AWAY_POSTS = Plural("1 new update", "{n} new updates")
    AWAY_MORE = Plural("more than 1 new update", "more than {n} new updates")
    AWAY_CORRECTIONS = Plural("1 correction", "{n} corrections")
    AWAY_RETRACTIONS = Plural("1 retraction", "{n} retractions")
    AWAY_KEYS = Plural("1 key event", "{n} key events")
    AWAY_CORRECTED = "Corrected"
    AWAY_RETRACTED = "Retracted"
    AWAY_SUMMARY = "New at a glance"
    AWAY_SHOW = "What changed"
    AWAY_GO = "Go to where you were"
    AWAY_CLOSE = "Close"
    SHORTCUTS = "Keys"
    SHORTCUTS_TITLE = "Keys on this page"
    SHORTCUTS_NEXT = "Next new update, down the page"
    SHORTCUTS_PREVIOUS = "Previous new update, up the page"
    SHORTCUTS_HELP = "Show this list"
    SHORTCUTS_ON = "Use these keys"
    SHORTCUTS_CLOSE = "Close"
    SHORTCUTS_NONE = "No more new updates in this direction."

    # A post
    KEY = "Key event"
    UNNAMED = "Update at {time}"
    BYLINE = "By {names}"
    EDITED = "Updated {time}"
    HAPPENED = "Happened at {time}"
    SOURCES = Plural("Source:", "Sources:")
    BETWEEN = ", "  # two of several things in a row
    STANDINGS = {"unverified": "Unverified", "reported": "Reported", "confirmed": "Confirmed"}
    STANDING_NOTES = {
        "unverified": "We have not been able to verify this independently.",
        "confirmed": "Confirmed by the sources named.",
    }
    CORRECTION = "Correction:"
    CORRECTION_AT = "Correction, {time}:"
    RETRACTED = "Retracted"
    RETRACTED_AT = "Retracted at {time}"
    RETRACTED_BY = "{name} has retracted this update."
    TAKEN_DOWN = "Removed"
    TAKEN_DOWN_AT = "Removed at {time}"
    TAKEN_DOWN_BY = "{name} has removed this update."
    REASON = "Reason:"
    BACK_TO = "Back to the live blog"
    BACK_TO_ENDED = "Back to the blog"
    OLDER_POST = "Earlier"
    NEWER_POST = "Later"

    # The record of a post
    HISTORY = "History of this update"
    HISTORY_TITLE = "History of this update: {headline}"
    HISTORY_LINK = "History"
    HISTORY_INTRO = "Every change that was made to this update since it was published, newest first."
    TEXT_GONE = "The text was removed."
    TEXT_WITHHELD = "The text is no longer shown, because the update has been retracted."
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

    # What a change changed, on the history page
    PARTS = {
        "headline": "Headline",
        "byline": "Byline",
        "at": "Time",
        "happened_at": "When it happened",
        "standing": "Standing",
        "sources": "Sources",
        "tags": "Tags",
        "body": "Text",
    }
    DIFF_GONE = "removed:"
    DIFF_GONE_END = "end of what was removed"
    DIFF_NEW = "added:"
    DIFF_NEW_END = "end of what was added"
    DIFF_SKIPPED = Plural("1 paragraph unchanged", "{n} paragraphs unchanged")

    # Corrections and standings
    CORRECTION_WHAT = "What changed"
    CORRECTIONS = "Corrections"
    CORRECTIONS_OF = "Corrections: {title}"
    CORRECTIONS_INTRO = "What was corrected or retracted in this live blog, newest first."
    CORRECTIONS_SITE = "What {name} has corrected or retracted in its live blogs, newest first."
    CORRECTIONS_NONE = (
        "Nothing has been corrected or retracted so far. If we got something wrong, it will be told here."
    )
    CORRECTIONS_FEED = "Feed of corrections"
    CORRECTIONS_ALL = "All corrections"
    CORRECTED = "Corrected"
    CORRECTED_AT = "Corrected at {time}"
    CORRECTIONS_NEWER = "Newer corrections"
    CORRECTIONS_OLDER = "Older corrections"
    CHIP_UNVERIFIED = Plural("Unverified: one source", "Unverified: {n} sources")
    CHIP_REPORTED = Plural("Unconfirmed: one source", "Reported: {n} sources")
    CHIP_CONFIRMED = Plural("Confirmed: one source", "Confirmed: {n} sources")
    STANDING_LINK = "What this means"
    STANDING = "How sure we are"
    STANDING_INTRO = (
        "Some updates carry a label that says how well we know what they tell. It changes as we learn more, and "
        "every change of it is on the update’s history."
    )
    STANDING_TEXTS = {
        "unverified": (
            "Others are saying this, and it matters enough to be told. We have not been able to verify it "
            "independently, and it may turn out to be wrong."
        ),
        "reported": (
            "We report this from the sources that are named. An update with one source is marked as unconfirmed "
            "until a second one, independent of the first, says the same. An update without a label tells what "
            "our own people have seen, or what is not in dispute."
        ),
        "confirmed": (
            "We have verified this ourselves, or sources that do not depend on each other have confirmed it. "
            "Where they can be named, they are."
        ),
    }

    # A post at its own address, sharing and printing
    NEAR = "Before and after this update"
    NEAR_PLACE = "Show it in its place in the blog"
    SHARE = "Share"
    SHARE_TITLE = "Share this update"
    SHARE_QUOTE = "Share this passage"
    SHARE_COPY = "Copy"
    SHARE_COPIED = "Copied"
    SHARE_CLOSE = "Close"
    SHARE_LINK = "Link"
    PRINT = "Print"
    PRINT_NOTE = "{address}, as it was changed last {time}"
    PRINT_DAY = "Print one day"

    # As it unfolded: the page as it stood, the replay, the saved file, the record and how to check it
    AT_TITLE = "{title}, as it stood at {moment}"
    AT_BANNER = "This is the page as it stood at {time}"
    AT_CHANGE = "Change {n} of {total}."
    AT_NOTE = "What was edited or corrected later is marked; what was retracted later is not shown."
    AT_NOW = "The page as it is now"
    AT_WAYS = "Other moments"
    AT_EARLIER = "Change before"
    AT_LATER = "Change after"
    AT_KEY_EARLIER = "Key event before"
    AT_KEY_LATER = "Key event after"
    AT_EMPTY = "Nothing had been posted yet."
    SINCE = {
        "edited": "Edited later, at {time}.",
        "corrected": "Corrected later, at {time}.",
        "retracted": "An update stood here at this moment. It was retracted later, at {time}.",
    }
    REPLAY = "Watch it unfold"
    REPLAY_TITLE = "Replay: {title}"
    REPLAY_INTRO = "The whole story in two minutes: updates appear, change and are corrected as they did."
    REPLAY_SILENCES = "Silences longer than half an hour are shortened."
    REPLAY_PLAYER = "Replay"
    REPLAY_TIME = "Time"
    REPLAY_PLAY = "Play"
    REPLAY_PAUSE = "Pause"
    REPLAY_BACK = "Change before"
    REPLAY_FORTH = "Change after"
    REPLAY_SPEED = "Speed"
    REPLAY_COUNT = "Change {n} of {total}"
    REPLAY_WITHHELD = "What stood here was retracted later."
    REPLAY_OLDER = "Older updates of this moment are left out here."
    REPLAY_FAILED = "The replay could not be loaded. The moments below lead to the same pages."
    REPLAY_HOURS = "Moment by moment"
    REPLAY_HOUR = "As it stood at {time}"
    ARCHIVE = "Save as one file"
    ARCHIVE_NOTE = "Saved from {address} as it stood after change {n}, at {time}."
    ARCHIVE_CORRECTIONS = "Corrections and retractions"
    ARCHIVE_NONE = "Nothing has been corrected or retracted."
    RECORD = "Record: change {n}, digest"
    RECORD_TITLE = "The record of this blog"
    RECORD_INTRO = (
        "Every change of this blog is kept, in order: what was published, edited, corrected, retracted and marked. "
        "Each change has a digest (SHA-256) that covers it and the digest before it. Whoever has noted one digest can "
        "see later whether anything before it was altered."
    )
    RECORD_HEAD = "The record now ends with change {n}. Its digest:"
    RECORD_DOWNLOAD = "All changes with their digests (JSON lines)"
    RECORD_CHECK = "To check it, keep a copy today and compare it another day:"
    RECORD_WITHHELD = (
        "The text of a retracted update is not handed out, but its hash is. Where a text had to be erased, the record "
        "says when and why. Both are told openly and are no silent change."
    )

    # The front page, and that for nothing found
    INDEX = "Live blogs"
    INDEX_LIVE = "Now"
    INDEX_ENDED = "Earlier"
    INDEX_EMPTY = "No live blog is public yet."
    INDEX_NEWEST = "Latest:"
    INDEX_COUNT = Plural("{n} update", "{n} updates")
    MISSING = "Page not found"
    MISSING_TEXT = "Nothing is published at this address. It may have been mistyped, or the page may have been moved."
    MISSING_LINK = "All live blogs"

    # Views of a blog: orders, filters, search
    PAUSED = "Paused"
    BYLINE_MORE = Plural("and {n} other", "and {n} others")
    STANDFIRST_MORE = "Read more"
    SUMMARY_AT = "as of {time}"
    STALE = "An update that this rests on has changed since."
    STALE_GONE = "An update that this rests on has been retracted since."
    TAGS = "Tags:"
    VIEWS = "Show"
    VIEW_ALL = "All"
    VIEW_ONLY = {"key": "Key events", "corrections": "Corrections", "confirmed": "Confirmed"}
    VIEW_TAG = "Tagged “{tag}”"
    VIEW_EMPTY = {
        "key": "There is no key event yet. The first one will appear here.",
        "corrections": "Nothing in this blog has been corrected or retracted.",
        "confirmed": "No update is marked as confirmed yet.",
    }
    OLDEST_FIRST = "Oldest first"
    NEWEST_FIRST = "Newest first"
    SEARCH = "Search"
    SEARCH_LABEL = "Search this blog"
    SEARCH_HINT = "Finds updates with all of these words. Put words in quotation marks to find them side by side."
    SEARCH_TITLE = "Search: {query}"
    SEARCH_FOUND = Plural("{n} update found", "{n} updates found")
    SEARCH_NONE = "No update has all of these words."
    SEARCH_BUSY = "Too many are searching at the moment. Please try again in a few seconds."

    # An embed on pages of other sites
    EMBED_ALL = "All updates at {name}"
    EMBED_FRAME = "Live blog: {title}"

    # The foot of every page
    FEEDS = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}
    FOOT_FOLLOW = "Follow this blog:"
    FOOT_RECORD = "Edits, corrections and retractions stay on the record: each update’s time leads to its history."
    MADE_WITH = "Published with Dateline"

    def __init__(self, language: str, asked: str) -> None:
        """`language` as `catalog.spoken` says, `asked` the language of what these words stand beside."""
        self.LANGUAGE = language
        self.LOCALE: Locale = catalog.locale(asked, language)
        self.DIRECTION = direction(language)
        self.TAG = f"{str(self.LOCALE).replace('_', '-')}-u-nu-latn"
        tag = f' lang="{language}"' if asked.partition("-")[0].lower() != language.partition("-")[0] else ""
        self.SPOKEN = Markup(f'dir="{self.DIRECTION}"{tag}')  # noqa: S704  # a tag of our own list
        if language != catalog.ENGLISH:
            for name, english in ENGLISH.items():
                setattr(self, name, catalog.translated(language, name, english, self.LOCALE))

    def isolated(self, text: str) -> str:
        """A name from elsewhere, to stand in a sentence of these words without turning what is around it."""
        return isolate(text, self.DIRECTION)


ENGLISH: dict[str, catalog.Word] = {
    name: word for name, word in vars(Words).items() if name.isupper() and isinstance(word, str | Plural | dict)
}


@lru_cache(256)
def of(language: str, otherwise: str = catalog.ENGLISH) -> Words:
    """The words for a blog in `language` (BCP 47) on a site in `otherwise`, whose words it gets where there are none
    of its own; English where there are none of the site's either."""
    return Words(catalog.spoken(language, otherwise), language)
