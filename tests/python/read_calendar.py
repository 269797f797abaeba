"""Prints what the PyPI package `icalendar` reads in a calendar file, as JSON: usage: read_calendar.py FILE"""

import json
import sys
from datetime import date, datetime, timezone
from itertools import islice

from dateutil.rrule import rrulestr
from icalendar import Calendar

MOST = 1000


def day(value):
    return value.dt.isoformat() if type(value.dt) is date else f"not a date: {value.dt!r}"


def occurrences(component):
    start = component["DTSTART"].dt
    if "RRULE" not in component:
        return [start.isoformat()]
    rule = component["RRULE"].to_ical().decode()
    days = rrulestr(rule, dtstart=datetime(start.year, start.month, start.day))
    # What has no end is looked at for a while.
    return [moment.date().isoformat() for moment in islice(days, MOST)]


def moment(value):
    return value.dt.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def item(component):
    is_event = component.name == "VEVENT"
    return {
        "kind": component.name,
        "uid": str(component["UID"]),
        "summary": str(component["SUMMARY"]),
        "description": str(component["DESCRIPTION"]),
        "stamp": moment(component["DTSTAMP"]),
        "sequence": int(component["SEQUENCE"]),
        "end": day(component["DTEND"]) if is_event else None,
        "occurrences": occurrences(component) if is_event else [],
        "alarms": [int(alarm["TRIGGER"].dt.total_seconds()) for alarm in component.walk("VALARM")],
        "has_due": "DUE" in component,
    }


with open(sys.argv[1], "rb") as file:
    calendar = Calendar.from_ical(file.read())
faults = [f"{component.name}: {component.errors}" for component in calendar.walk() if component.errors]
items = [item(component) for component in calendar.walk() if component.name in ("VEVENT", "VTODO")]
print(json.dumps({"items": items, "faults": faults}, ensure_ascii=False))
