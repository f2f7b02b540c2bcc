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

const SIDES = { above: ["above"], at_least: ["above"], below: ["below"], at_most: ["below"], outside: ["below", "above"], equals: ["at"], offline: ["after"] };

/** Every limit of every rule: `{ key, standard, rule, side }`; `side` says where the alert lies. */
export function limits() {
  return state.catalog.rules.flatMap((rule) => rule.limits.map((limit, index) => ({ key: limit.key, standard: limit.default, rule, side: SIDES[rule.condition][index] })));
}

/** The limits of one metric that are set for a device: `{ value, side }`. */
export function limitsOf(device, metric) {
  return limits()
    .filter(({ rule }) => rule.metric === metric.key)
    .map(({ key, side }) => ({ value: device.alertThreshold[key], side }))
    .filter(({ value }) => value !== null && value !== undefined);
}

/** The active alerts of one device. */
export const activeOf = (deviceId) => [...state.active.values()].filter((alert) => alert.deviceId === deviceId);
