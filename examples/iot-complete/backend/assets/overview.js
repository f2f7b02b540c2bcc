// The first page: numbers at a glance, active alerts, every device with its current values.

import { alertList } from "./alerts.js";
import { addDevice, howToConnect } from "./connect.js";
import { h, put, setText } from "./dom.js";
import { ago, capital, moment, number } from "./format.js";
import { activeOf, isAdmin, on, state } from "./state.js";

const ROWS_AT_ONCE = 200;
const ORDER = new Intl.Collator(undefined, { numeric: true });

/** The state badge of a device. */
export function statusBadge(device) {
  const words = { online: "Online", stale: "Stale", offline: "Offline", never: "Never seen" };
  return h("span", { class: `badge ${device.status}` }, device.enabled ? words[device.status] : "Disabled");
}

/** One current value: number, unit, marked when an alert is active for it or the value is unusual. */
export function valueCell(tag, metric, reading, alerts) {
  const value = reading?.[metric.key];
  const breach = alerts.some((alert) => alert.metric === metric.key);
  const suspect = reading?.suspect?.includes(metric.key);
  const present = value !== null && value !== undefined;
  const hint = breach ? "beyond its limit" : suspect ? "unusual value" : null;
  return h(
    tag,
    { class: `value number${breach ? " breach" : ""}${suspect ? " suspect" : ""}`, "data-label": metric.label, title: hint },
    h("b", null, number(value, metric)),
    present && metric.unit ? h("span", { class: "unit" }, ` ${metric.unit}`) : null,
    hint ? h("span", { class: "visually-hidden" }, ` (${hint})`) : null,
  );
}

function rowOf(device) {
  const reading = state.latest.get(device.id);
  const alerts = activeOf(device.id);
  return h(
    "tr",
    { "data-id": device.id },
    h(
      "td",
      null,
      h("a", { class: "device-name", href: `#/devices/${encodeURIComponent(device.id)}` }, device.name || device.id),
      h(
        "span",
        { class: "soft small" },
        [
          device.name ? device.id : null,
          device.location,
        ]
          .filter(Boolean)
          .join(" · "),
      ),
    ),
    h("td", null, statusBadge(device)),
    state.catalog.metrics.map((metric) => valueCell("td", metric, reading, alerts)),
    h("td", { class: "number soft small", title: moment(device.lastSeen), "data-seen": device.lastSeen ?? "" }, ago(device.lastSeen)),
  );
}

function summary() {
  const counts = { online: 0, stale: 0, offline: 0, never: 0 };
  for (const device of state.devices.values()) counts[device.status] += 1;
  const figure = (count, text, tone = "") => h("div", { class: `figure ${tone}` }, h("b", null, count), h("span", { class: "soft" }, text));
  return h(
    "div",
    { class: "summary" },
    figure(state.devices.size, capital(state.devices.size === 1 ? state.catalog.noun : state.catalog.nounPlural)),
    figure(counts.online, "Online"),
    figure(counts.stale + counts.offline, "Stale or offline", counts.stale + counts.offline > 0 ? "warn" : ""),
    figure(state.active.size, state.active.size === 1 ? "Active alert" : "Active alerts", state.active.size > 0 ? "bad" : ""),
  );
}

/** The overview page. */
export function overviewPage() {
  const top = h("div");
  const alerts = h("div");
  const body = h("tbody");
  const foot = h("p", { class: "soft small" });
  const search = h("input", { type: "search", "aria-label": "Find by name, id or place", placeholder: "Find…", oninput: () => devices() });
  const status = h(
    "select",
    { "aria-label": "Status", onchange: () => devices() },
    [
      ["", "Every status"],
      ["online", "Online"],
      ["stale", "Stale"],
      ["offline", "Offline"],
      ["never", "Never seen"],
    ].map(([value, text]) => h("option", { value }, text)),
  );
  const table = h(
    "table",
    { class: "rows" },
    h(
      "thead",
      null,
      h(
        "tr",
        null,
        h("th", { scope: "col" }, capital(state.catalog.noun)),
        h("th", { scope: "col" }, "Status"),
        state.catalog.metrics.map((metric) => h("th", { scope: "col", class: "number" }, metric.label)),
        h("th", { scope: "col", class: "number" }, "Last seen"),
      ),
    ),
    body,
  );
  const adding = h("div");
  const add = h("button", { type: "button", class: "quiet", onclick: () => put(adding, addDevice(() => put(adding))) }, `Add ${state.catalog.noun}`);
  const listing = h(
    "section",
    { class: "panel", "aria-labelledby": "devices-title" },
    h(
      "div",
      { class: "heading" },
      h("h2", { id: "devices-title" }, capital(state.catalog.nounPlural)),
      h(
        "div",
        { class: "inline" },
        search,
        status,
        isAdmin() ? add : null,
      ),
    ),
    adding,
    table,
    foot,
  );
  const element = h(
    "div",
    { class: "stack" },
    h("h1", { class: "visually-hidden" }, "Overview"),
    top,
    alerts,
    listing,
  );
  let waiting = new Set();
  let frame = 0;

  function devices() {
    const wanted = search.value.trim().toLowerCase();
    const texts = (device) => [
      device.id,
      device.name,
      device.location,
    ];
    const fits = (device) =>
      (!status.value || device.status === status.value) &&
      (!wanted || texts(device).some((text) => text?.toLowerCase().includes(wanted)));
    const shown = [...state.devices.values()].filter(fits).sort((a, b) => ORDER.compare(a.name || a.id, b.name || b.id));
    put(body, shown.slice(0, ROWS_AT_ONCE).map(rowOf));
    table.hidden = shown.length === 0;
    const hidden = shown.length - ROWS_AT_ONCE;
    setText(foot, shown.length === 0 ? "Nothing fits this search." : hidden > 0 ? `${hidden} more: narrow the search.` : "");
  }

  function raised() {
    const active = [...state.active.values()];
    put(
      alerts,
      active.length === 0
        ? null
        : h("section", { class: "panel", "aria-labelledby": "active-title" }, h("div", { class: "heading" }, h("h2", { id: "active-title" }, "Active alerts")), alertList(active)),
    );
  }

  // A form that is being filled in, or a token that is shown only once, must not be drawn over.
  function head(make) {
    if (!top.querySelector(".add")) put(top, make());
  }

  function everything() {
    const empty = state.devices.size === 0;
    head(empty ? howToConnect : summary);
    listing.hidden = empty;
    raised();
    if (!empty) devices();
  }

  // Readings can arrive faster than a screen draws: collect, then draw each row once per frame.
  function flush() {
    frame = 0;
    for (const row of body.rows) {
      if (!waiting.has(row.dataset.id)) continue;
      // The first cell stays: it holds the link that may have the focus.
      const fresh = rowOf(state.devices.get(row.dataset.id));
      row.replaceChildren(row.cells[0], ...[...fresh.cells].slice(1));
    }
    waiting = new Set();
    head(summary);
  }

  function mark(deviceId) {
    if (!state.devices.has(deviceId)) return;
    waiting.add(deviceId);
    frame ||= requestAnimationFrame(flush);
  }

  const ends = [
    on("all", everything),
    on("reading", (reading) => mark(reading.deviceId)),
    on("alert", (alert) => {
      raised();
      mark(alert.deviceId);
    }),
  ];
  const ticking = setInterval(() => {
    for (const cell of body.querySelectorAll("[data-seen]")) setText(cell, ago(cell.dataset.seen));
  }, 1000);
  everything();
  return {
    element,
    leave: () => {
      clearInterval(ticking);
      cancelAnimationFrame(frame);
      ends.forEach((end) => end());
    },
  };
}
