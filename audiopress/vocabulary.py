"""Closed lists that settings are checked against."""

from __future__ import annotations

from typing import Final

CATEGORIES: Final[dict[str, tuple[str, ...]]] = {
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": ("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "Health & Fitness": ("Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"),
    "History": (),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": (
        "Animation & Manga",
        "Automotive",
        "Aviation",
        "Crafts",
        "Games",
        "Hobbies",
        "Home & Garden",
        "Video Games",
    ),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": (
        "Business News",
        "Daily News",
        "Entertainment News",
        "News Commentary",
        "Politics",
        "Sports News",
        "Tech News",
    ),
    "Religion & Spirituality": ("Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"),
    "Science": (
        "Astronomy",
        "Chemistry",
        "Earth Sciences",
        "Life Sciences",
        "Mathematics",
        "Natural Sciences",
        "Nature",
        "Physics",
        "Social Sciences",
    ),
    "Society & Culture": ("Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"),
    "Sports": (
        "Baseball",
        "Basketball",
        "Cricket",
        "Fantasy Sports",
        "Football",
        "Golf",
        "Hockey",
        "Rugby",
        "Running",
        "Soccer",
        "Swimming",
        "Tennis",
        "Volleyball",
        "Wilderness",
        "Wrestling",
    ),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
    "Technology": (),
    "True Crime": (),
}
"""Apple Podcasts categories and subcategories, exact in case (Apple, "Podcast categories")."""

STORE: Final[dict[str, type]] = {
    "kind": str,
    "path": str,
    "bucket": str,
    "prefix": str,
    "endpoint": str,
    "region": str,
    "conditional": bool,
}
"""Keys of [store] in audiopress.toml."""

FEED_TAGS: Final[dict[str, type]] = {
    "hub": str,
    "new_feed_url": str,
    "funding_url": str,
    "funding_text": str,
    "locked": bool,
    "block": bool,
    "complete": bool,
    "closed": bool,
    "apple_verify": str,
    "update_frequency": str,
    "licence_url": str,
    "publisher_guid": str,
    "publisher_url": str,
    "trailer_url": str,
    "editor": str,
    "podroll": str,
    "guid": str,
    "ttl": int,
}
"""Keys of `[feed]` in show.toml, with the type of each."""

READINGS: Final[dict[str, tuple[str | bool, ...]]] = {
    "score": (),
    "url": (),
    "email": (),
    "handle": (),
    "tag": (),
    "emoji": ("", "name"),
    "slash": (),
    "clock": ("24", "12"),
    "dates": ("us", "uk"),
    "and": (False, True),
    "zero": ("zero", "oh", "영", "공"),
    "letters": ("dots", "plain"),
    "numbers": ("apart", "joined"),
    "switch": (False, True),
}
"""Keys of `[spoken]` in show.toml, with the values each may have; none stands for any words, and false for no words."""
