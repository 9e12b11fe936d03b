"""A browser's or program's family, read from its User-Agent: enough to tell one's own sessions from a stranger's."""

from __future__ import annotations

# Order matters: Edge calls itself Chrome, Chrome calls itself Safari, and Android calls itself Linux.
_FAMILIES = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
    ("Wget/", "Wget"),
    ("python", "Python"),
    ("Python", "Python"),
    ("Go-http-client", "Go"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def family(header: str) -> str:
    """'Firefox on Linux', 'curl'; 'another program' for one that is not known, nothing for nothing."""
    if not header:
        return ""
    name = next((called for mark, called in _FAMILIES if mark in header), "another program")
    system = next((called for mark, called in _SYSTEMS if mark in header), "")
    return f"{name} on {system}" if system else name
