// Prints what the npm package ical.js reads in a calendar file, as JSON. Usage: node read_calendar.mjs FILE

import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));

function day(time) {
  return time.isDate ? time.toString() : `not a date: ${time}`;
}

function occurrences(component) {
  const days = [];
  const iterator = new ICAL.Event(component).iterator();
  for (let next = iterator.next(); next && days.length < 1000; next = iterator.next()) days.push(day(next));
  return days;
}

function item(component) {
  const value = (name) => component.getFirstPropertyValue(name);
  const isEvent = component.name === "vevent";
  return {
    kind: component.name.toUpperCase(),
    uid: value("uid"),
    summary: value("summary"),
    description: value("description"),
    stamp: value("dtstamp").toString(),
    sequence: value("sequence"),
    end: isEvent ? day(value("dtend")) : null,
    occurrences: isEvent ? occurrences(component) : [],
    alarms: component.getAllSubcomponents("valarm").map((alarm) => alarm.getFirstPropertyValue("trigger").toSeconds()),
    has_due: component.hasProperty("due"),
  };
}

const items = calendar.getAllSubcomponents().filter((one) => ["vevent", "vtodo"].includes(one.name)).map(item);
console.log(JSON.stringify({ items, faults: [] }));
