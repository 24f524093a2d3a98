"""What the timeline calls entries of complaints about an official and of hazards at a place."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

TITLES_OF_OFFICES: dict[str, Any] = {
    "complaint:receipt:acknowledged": _("Receipt acknowledged"),
    "complaint:register:entered": _("Entered in the register"),
    "complaint:admission:refused": _("Not taken up"),
    "complaint:inquiry:started": _("Inquiry begun"),
    "complaint:inquiry:ended": _("Inquiry ended"),
    "complaint:progress:told": _("Told how it stands"),
    "complaint:time:extended": _("Time extended"),
    "complaint:early:resolved": _("Resolved early"),
    "complaint:stage:investigation": _("Moved on to an investigation"),
    "complaint:outcome:decided": _("Complaint decided"),
    "complaint:outcome:told": _("Decision told"),
    "complaint:review:asked": _("Review asked for"),
    "complaint:review:decided": _("Review decided"),
    "complaint:rereview:asked": _("Second review asked for"),
    "complaint:rereview:decided": _("Second review decided"),
    "complaint:claim:withdrawn": _("Complaint taken back"),
    "hazard:emergency:declared": _("Emergency declared"),
    "hazard:place:attended": _("Somebody was at the place"),
    "hazard:place:inspected": _("Place inspected"),
    "hazard:danger:category_1": _("Danger of category 1"),
    "hazard:danger:category_2": _("Danger of category 2"),
    "hazard:danger:category_3": _("Danger of category 3"),
    "hazard:danger:none": _("No danger found"),
    "hazard:work:ordered": _("Work ordered"),
    "hazard:work:done": _("Work done"),
    "hazard:fix:confirmed": _("Seen to be mended"),
    "hazard:owner:told": _("Owner told"),
}
