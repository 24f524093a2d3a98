"""Words that a few stories hold and most do not, so that looking for one finds a few cases among many."""

WORDS = (
    "lantern",
    "harvest",
    "copper",
    "orchard",
    "saddle",
    "violin",
    "ferry",
    "plaster",
    "compass",
    "almond",
    "kettle",
    "ribbon",
    "granite",
    "beacon",
    "walnut",
    "hammock",
    "thistle",
    "parcel",
    "chimney",
    "marble",
)
