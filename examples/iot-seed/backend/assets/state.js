// What the pages show: catalogue, devices, latest readings, active alerts; tells listeners when one changes.

import { get, list } from "./api.js";

export const state = {
  catalog: null,
  session: null,
  devices: new Map(),
  latest: new Map(),
  active: new Map(),
};

const events = new EventTarget();

/** Calls `listener` on every change of `topic` until the returned function is called. */
export function on(topic, listener) {
  const wrapped = (event) => listener(event.detail);
  events.addEventListener(topic, wrapped);
  return () => events.removeEventListener(topic, wrapped);
}

/** Tells the listeners of `topic`. */
export function tell(topic, detail) {
  events.dispatchEvent(new CustomEvent(topic, { detail }));
}

export const isAdmin = () => state.session?.role === "admin";

/** Loads everything the overview needs. */
export async function load() {
  const [catalog, devices, latest, active] = await Promise.all([
    state.catalog ?? get("/catalog"),
    list("/devices"),
    list("/readings/latest"),
    list("/alerts", { status: "active" }),
  ]);
  state.catalog = catalog;
  state.devices = new Map(devices.map((device) => [device.id, device]));
  state.latest = new Map(latest.map((reading) => [reading.deviceId, reading]));
  state.active = new Map(active.map((alert) => [alert.id, alert]));
  tell("all");
}

/** Takes in a reading that just arrived. */
export function takeReading(reading) {
  const known = state.latest.get(reading.deviceId);
  if (!known || known.timestamp <= reading.timestamp) state.latest.set(reading.deviceId, reading);
  const device = state.devices.get(reading.deviceId);
  if (device) {
    device.lastSeen = reading.receivedAt;
    device.status = "online";
  }
  tell("reading", reading);
}

/** Takes in an alert that was raised, cleared or acknowledged. */
export function takeAlert(alert) {
  if (alert.status === "active") state.active.set(alert.id, alert);
  else state.active.delete(alert.id);
  tell("alert", alert);
}

/** The metric of a key, or undefined. */
export const metricOf = (key) => state.catalog.metrics.find((metric) => metric.key === key);

/** The rules that look at a metric. */
export const rulesOf = (metric) => state.catalog.rules.filter((rule) => rule.metric === metric.key);

/** The limit a device has for a rule: its own, else the default; null when none is set. */
export function limitOf(device, rule) {
  const own = device?.alertThreshold?.[rule.key];
  return own ?? rule.limit ?? null;
}

/** The active alerts of one device. */
export const activeOf = (deviceId) => [...state.active.values()].filter((alert) => alert.deviceId === deviceId);
