"""Units of measure: their names in speech and writing, one normal form each, and which can be compared."""

#: Normal form -> names, lower case, singular and plural. A name of two words is looked up with one space.
_NAMES: dict[str, str] = {
    "ns": "ns nanosecond nanoseconds",
    "us": "us µs μs microsecond microseconds",
    "ms": "ms msec msecs millisecond milliseconds millis",
    "s": "s sec secs second seconds",
    "min": "m min mins minute minutes",
    "h": "h hr hrs hour hours",
    "days": "d day days",
    "weeks": "wk wks week weeks",
    "months": "mo mos month months",
    "years": "y yr yrs year years",
    "%": "% percent pct",
    "points": "pp",
    "x": "x × fold",
    "USD": "usd dollar dollars buck bucks",
    "GBP": "gbp pound pounds quid sterling",
    "EUR": "eur euro euros",
    "p": "p pence penny pennies",
    "cents": "cent cents",
    "/s": "rps qps tps",
    "KB": "kb kilobyte kilobytes",
    "MB": "mb megabyte megabytes meg megs",
    "GB": "gb gigabyte gigabytes gig gigs gib",
    "TB": "tb terabyte terabytes",
    "PB": "pb petabyte petabytes",
    "Mbps": "mbps megabit megabits",
    "Gbps": "gbps gigabit gigabits",
    "Hz": "hz hertz",
    "kHz": "khz kilohertz",
    "people": "people persons person folks",
    "km": "km kilometre kilometres kilometer kilometers",
    "miles": "mile miles",
    "m": "metre metres meter meters",
    "cm": "cm centimetre centimetres centimeter centimeters",
    "mm": "mm millimetre millimetres millimeter millimeters",
    "ft": "ft foot feet",
    "kg": "kg kilo kilos kilogram kilograms",
    "g": "g gram grams gramme grammes",
    "mg": "mg milligram milligrams",
    "l": "l litre litres liter liters",
    "ml": "ml millilitre millilitres milliliter milliliters",
    "t": "tonne tonnes ton tons",
    "deg": "° degrees degree",
}
UNITS: dict[str, str] = {name: unit for unit, names in _NAMES.items() for name in names.split()}
UNITS_OF_TWO: dict[tuple[str, str], str] = {
    ("per", "cent"): "%",
    ("percentage", "points"): "points",
    ("percentage", "point"): "points",
}
CURRENCIES = {"$": "USD", "£": "GBP", "€": "EUR"}
#: Symbols that are too short to be a unit when a space stands before them: "3 d", "5 s" are, "2 y" is not.
GLUED_ONLY = frozenset({"d", "y", "mo", "m", "p", "g", "l"})
TIME_UNITS = frozenset({"ns", "us", "ms", "s", "min", "h", "days", "weeks", "months", "years"})

#: What is counted in "N requests per second" and so adds nothing to the rate.
RATE_NOUNS = frozenset(
    {"request", "requests", "reqs", "req", "queries", "query", "calls", "hits"}
    | {"transactions", "events", "messages"}
)
#: Words that may stand between a number and its unit: "seven more days", "two full weeks".
BETWEEN = frozenset(
    {"more", "extra", "further", "additional", "full", "whole", "solid", "straight", "consecutive", "working"}
    | {"business", "calendar", "long", "short", "odd", "entire", "clear", "spare", "other", "good"}
)

_SIZES: dict[str, tuple[str, float]] = {
    "ns": ("time", 1e-9),
    "us": ("time", 1e-6),
    "ms": ("time", 1e-3),
    "s": ("time", 1.0),
    "min": ("time", 60.0),
    "h": ("time", 3600.0),
    "days": ("time", 86_400.0),
    "weeks": ("time", 7 * 86_400.0),
    "months": ("time", 365.25 / 12 * 86_400.0),
    "years": ("time", 365.25 * 86_400.0),
    "KB": ("bytes", 1e3),
    "MB": ("bytes", 1e6),
    "GB": ("bytes", 1e9),
    "TB": ("bytes", 1e12),
    "PB": ("bytes", 1e15),
    "Mbps": ("bits/s", 1e6),
    "Gbps": ("bits/s", 1e9),
    "Hz": ("Hz", 1.0),
    "kHz": ("Hz", 1e3),
    "%": ("share", 0.01),
    "x": ("share", 1.0),
    "USD": ("USD", 1.0),
    "GBP": ("GBP", 1.0),
    "EUR": ("EUR", 1.0),
    "p": ("GBP", 0.01),
    "cents": ("cents", 1.0),
    "m": ("metres", 1.0),
    "km": ("metres", 1000.0),
    "miles": ("metres", 1609.344),
    "cm": ("metres", 0.01),
    "mm": ("metres", 0.001),
    "ft": ("metres", 0.3048),
    "kg": ("kg", 1.0),
    "g": ("kg", 0.001),
    "mg": ("kg", 1e-6),
    "l": ("litres", 1.0),
    "ml": ("litres", 0.001),
    "t": ("kg", 1000.0),
}


def measure(value: float, unit: str | None) -> tuple[str | None, float]:
    """The kind of quantity and its size in that kind's base unit: 1.1 s and 1100 ms are both ("time", 1.1).

    A percentage and a multiple are one kind (half is 50 %). A unit that is not known is a kind of its own.
    """
    if unit is None:
        return None, value
    kind, size = _SIZES.get(unit, (unit, 1.0))
    return kind, value * size
