"""What a browser calls itself, said so that its owner knows it again."""

from __future__ import annotations

from django import template

from prongsai.web import language

register = template.Library()
# The first that fits: nearly all of them also claim to be Safari and Chrome.
BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Line/", "LINE"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


@register.filter
def device(agent: str) -> str:
    """Name browser and system, “Chrome บน Windows”; what is not known stays as it was sent."""
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    if browser and system:
        return language.say(f"{browser} บน {system}", f"{browser} on {system}")
    return agent[:90] or language.say("ไม่ทราบเบราว์เซอร์", "Unknown browser")
