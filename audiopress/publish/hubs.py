"""WebSub: telling a hub that the feed has changed, so that apps need not ask for it."""

from __future__ import annotations

from audiopress.publish.clean import web


def ping(hub: str, feed_url: str, *, user_agent: str = "", timeout: float = 10.0) -> str:
    """Tell the hub; what went wrong, in a line, or an empty string. Never raises: the feed stands either way."""
    import httpx2

    if not web(hub):
        return f"the hub was not told: {hub!r} is not an http(s) address"
    headers = {"User-Agent": user_agent} if user_agent else {}
    try:
        answer = httpx2.post(hub, data={"hub.mode": "publish", "hub.url": feed_url}, headers=headers, timeout=timeout)
    except httpx2.HTTPError as error:
        return f"the hub was not told: {hub}: {' '.join(str(error).split()) or type(error).__name__}"
    if answer.status_code >= 300:
        return f"the hub was not told: {hub} answered {answer.status_code}"
    return ""
