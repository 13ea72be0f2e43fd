"""Records of many documents become one event, one thread, one history."""

from comity.linking.link import LinkSummary, link

__all__ = ["LinkSummary", "link"]
