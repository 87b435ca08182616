"""The names of units in German, whole and as the lower half of a rate."""

from __future__ import annotations

from typing import Final

UNITS: Final = {
    "km": "Kilometer", "m": "Meter", "cm": "Zentimeter", "mm": "Millimeter", "nm": "Nanometer", "kg": "Kilogramm",
    "g": "Gramm", "mg": "Milligramm", "t": "Tonnen", "l": "Liter", "L": "Liter", "ml": "Milliliter", "hl": "Hektoliter",
    "ha": "Hektar", "m²": "Quadratmeter", "m2": "Quadratmeter", "km²": "Quadratkilometer", "km2": "Quadratkilometer",
    "cm²": "Quadratzentimeter", "m³": "Kubikmeter", "m3": "Kubikmeter", "cm³": "Kubikzentimeter", "%": "Prozent",
    "°C": "Grad Celsius", "°F": "Grad Fahrenheit", "°": "Grad", "W": "Watt", "kW": "Kilowatt", "MW": "Megawatt",
    "GW": "Gigawatt", "kWh": "Kilowattstunden", "MWh": "Megawattstunden", "GWh": "Gigawattstunden", "TWh": "Terawattstunden",
    "V": "Volt", "kV": "Kilovolt", "A": "Ampere", "PS": "PS", "h": "Stunden", "Std.": "Stunden", "min": "Minuten",
    "Min.": "Minuten", "s": "Sekunden", "Sek.": "Sekunden", "ms": "Millisekunden", "Hz": "Hertz", "kHz": "Kilohertz",
    "MHz": "Megahertz", "GHz": "Gigahertz", "KB": "Kilobyte", "MB": "Megabyte", "GB": "Gigabyte", "TB": "Terabyte",
    "dB": "Dezibel", "kcal": "Kilokalorien", "cal": "Kalorien", "kJ": "Kilojoule", "hPa": "Hektopascal", "ft": "Fuß",
    "in": "Zoll", "lb": "Pfund", "lbs": "Pfund", "oz": "Unzen", "mi": "Meilen", "yd": "Yards", "mph": "Meilen pro Stunde",
    "µg": "Mikrogramm", "μg": "Mikrogramm", "ppm": "Teile pro Million", "kbps": "Kilobit pro Sekunde", "Mbps": "Megabit pro Sekunde", "mbps": "Megabit pro Sekunde",
    "Gbps": "Gigabit pro Sekunde", "kgf": "Kilogramm Kraft", "µm": "Mikrometer", "μm": "Mikrometer", "cc": "CC",
    "dm": "Dezimeter", "qm": "Quadratmeter", "qkm": "Quadratkilometer", "dm²": "Quadratdezimeter", "mm²": "Quadratmillimeter",
    "mm2": "Quadratmillimeter", "cm2": "Quadratzentimeter", "cm3": "Kubikzentimeter", "dm³": "Kubikdezimeter", "mm³": "Kubikmillimeter",
    "km³": "Kubikkilometer", "km3": "Kubikkilometer", "cbm": "Kubikmeter", "ccm": "Kubikzentimeter", "㎡": "Quadratmeter", "cl": "Zentiliter",
    "dl": "Deziliter", "mL": "Milliliter", "µl": "Mikroliter", "μl": "Mikroliter", "ng": "Nanogramm", "kt": "Kilotonnen", "Mt": "Megatonnen",
    "mV": "Millivolt", "mA": "Milliampere", "mAh": "Milliamperestunden", "Ah": "Amperestunden", "Wh": "Wattstunden", "mW": "Milliwatt",
    "TW": "Terawatt", "kN": "Kilonewton", "MN": "Meganewton", "Nm": "Newtonmeter", "Pa": "Pascal", "kPa": "Kilopascal", "MPa": "Megapascal",
    "GPa": "Gigapascal", "mbar": "Millibar", "J": "Joule", "MJ": "Megajoule", "GJ": "Gigajoule", "Ω": "Ohm", "kΩ": "Kiloohm", "mol": "Mol",
    "Bq": "Becquerel", "Sv": "Sievert", "mSv": "Millisievert", "µSv": "Mikrosievert", "Gy": "Gray", "lm": "Lumen", "lx": "Lux", "cd": "Candela",
    "Mbit": "Megabit", "Gbit": "Gigabit", "kbit": "Kilobit", "MBit": "Megabit", "GBit": "Gigabit", "kB": "Kilobyte", "PB": "Petabyte",
    "THz": "Terahertz", "µs": "Mikrosekunden", "ns": "Nanosekunden", "sm": "Seemeilen", "kn": "Knoten", "Pkt.": "Punkte", "ct": "Cent",
    "Ct": "Cent", "Ct.": "Cent", "ct.": "Cent", "‰": "Promille", "℃": "Grad Celsius", "°K": "Grad Kelvin", "Stk.": "Stück",
    "atm": "Atmosphären", "EL": "Esslöffel", "TL": "Teelöffel", "kmh": "Kilometer pro Stunde", "fps": "Bilder pro Sekunde",
}  # fmt: skip
SINGLE: Final = {"Stunden": "Stunde", "Minuten": "Minute", "Sekunden": "Sekunde", "Tonnen": "Tonne", "Meilen": "Meile",
                  "Unzen": "Unze", "Kalorien": "Kalorie", "Kilokalorien": "Kilokalorie", "Punkte": "Punkt",
                  "Seemeilen": "Seemeile", "Atmosphären": "Atmosphäre", "Yards": "Yard", "Kilotonnen": "Kilotonne", "Megatonnen": "Megatonne"}  # fmt: skip
PER: Final = {"h": "Stunde", "s": "Sekunde", "min": "Minute", "Min": "Minute", "m²": "Quadratmeter", "m2": "Quadratmeter",
               "l": "Liter", "kg": "Kilogramm", "m³": "Kubikmeter", "m3": "Kubikmeter", "km": "Kilometer", "km²": "Quadratkilometer", "Tag": "Tag",
               "ml": "Milliliter", "ha": "Hektar", "s²": "Quadratsekunde", "s2": "Quadratsekunde",
               "dl": "Deziliter", "cm²": "Quadratzentimeter", "cm³": "Kubikzentimeter", "g": "Gramm", "t": "Tonne", "kWh": "Kilowattstunde",
               "Liter": "Liter", "Monat": "Monat", "Jahr": "Jahr", "Stunde": "Stunde", "Person": "Person", "Kopf": "Kopf", "Tonne": "Tonne",
               "Quadratmeter": "Quadratmeter", "Kilo": "Kilo", "Kilogramm": "Kilogramm", "Woche": "Woche", "Nacht": "Nacht", "Stück": "Stück",
               "mm²": "Quadratmillimeter", "d": "Tag", "a": "Jahr", "Megawattstunde": "Megawattstunde", "MWh": "Megawattstunde",
               "Kilowattstunde": "Kilowattstunde", "qm": "Quadratmeter", "mol": "Mol", "Einwohner": "Einwohner"}  # fmt: skip
FEMININE: Final = frozenset(
    "Stunde Minute Sekunde Tonne Meile Unze Kalorie Kilokalorie Seemeile Atmosphäre Kilotonne Megatonne".split()
)


def single(name: str) -> str:
    """`Tonnen` -> `Tonne`, `Kilowattstunden` -> `Kilowattstunde`."""
    found = SINGLE.get(name)
    return found or (name[:-1] if name.endswith(("stunden", "sekunden")) else name)


def feminine(one: str) -> bool:
    """Whether it is `eine` of these."""
    return one in FEMININE or one.endswith(("stunde", "sekunde"))


def parted(name: str, *, joined: bool) -> str:
    """`Quadratmeter` -> `Quadrat Meter`, where numbers stand apart, too."""
    for power in ("Quadrat", "Kubik"):
        if not joined and name.startswith(power) and name != "Quadratsekunde":
            return f"{power} {name.removeprefix(power).capitalize()}"
    return name
