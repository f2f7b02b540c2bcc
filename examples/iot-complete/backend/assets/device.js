// The page of one device: current values, position, charts, limits, zone, its alerts.

import { alertList, alertTable } from "./alerts.js";
import { get, list } from "./api.js";
import { makeChart } from "./chart.js";
import { h, put, setText } from "./dom.js";
import { ago, limitText, moment } from "./format.js";
import { statusBadge, valueCell } from "./overview.js";
import { positionPanel } from "./position.js";
import { append, gapOf, loadSeries, RANGES, startOf } from "./series.js";
import { activeOf, limitsOf, on, state } from "./state.js";
import { thresholdPanel } from "./thresholds.js";
import { zonePanel } from "./zone.js";

const COLOURS = 6;
const RANGE_KEY = "range";

function chosenRange() {
  const key = sessionStorage.getItem(RANGE_KEY);
  return RANGES.find((range) => range.key === key) ?? RANGES[0];
}

/** The page of the device `id`. */
export function devicePage(id) {
  const metrics = state.catalog.metrics;
  const charts = new Map(metrics.map((metric, index) => [metric.key, makeChart(metric, (index % COLOURS) + 1)]));
  const head = h("div", { class: "heading" });
  const tiles = h("div", { class: "tiles" });
  const alerts = h("div");
  const history = h("section", { class: "panel" });
  const limits = h("div", { class: "stack" });
  const problem = h("p", { class: "error", role: "alert" });
  const element = h("div", { class: "stack" });
  let place = null;
  let device = state.devices.get(id);
  let range = chosenRange();
  let series = new Map();
  let past = [];
  let asked = 0;
  let dirty = false;

  function heading() {
    const seen = h("span", { class: "soft small", title: moment(device.lastSeen) }, `last seen ${ago(device.lastSeen)}`);
    const place = [device.name ? device.id : null, device.location].filter(Boolean).join(" · ");
    put(head, h("div", null, h("h1", null, device.name || device.id), h("span", { class: "soft" }, place)), h("div", { class: "inline" }, seen, statusBadge(device)));
  }

  function current() {
    const reading = state.latest.get(id);
    put(
      tiles,
      metrics.map((metric, index) => {
        const bounds = limitsOf(device, metric);
        const text = bounds.length === 0 ? "no limit" : bounds.map(({ value, side }) => `alert ${side} ${limitText(value, metric)}`).join(", ");
        return h("div", { class: `tile colour-${(index % COLOURS) + 1}` }, h("h2", null, metric.label), valueCell("div", metric, reading, activeOf(id)), h("p", { class: "soft small" }, text));
      }),
    );
  }

  function raised() {
    const active = activeOf(id);
    put(alerts, active.length === 0 ? null : alertList(active));
    alerts.hidden = active.length === 0;
    put(history, h("div", { class: "heading" }, h("h2", null, "Alerts")), past.length === 0 ? h("p", { class: "soft" }, "None so far.") : alertTable(past, false));
  }

  function draw() {
    dirty = false;
    const to = Date.now();
    const interval = state.catalog.expectedIntervalMs;
    const from = startOf(series, range, to);
    for (const metric of metrics) {
      const episodes = past
        .filter((alert) => alert.metric === metric.key)
        .map((alert) => ({ from: Date.parse(alert.raisedAt), to: alert.clearedAt ? Date.parse(alert.clearedAt) : to }))
        .filter((episode) => episode.to >= from);
      charts.get(metric.key).draw({
        points: series.get(metric.key) ?? [],
        from,
        to,
        gapMs: gapOf(range, interval),
        limits: limitsOf(device, metric),
        episodes,
        long: range.spanMs > 12 * 3600000,
      });
    }
  }

  async function fetchSeries() {
    asked += 1;
    const ticket = asked;
    try {
      const loaded = await loadSeries(id, range, metrics);
      if (ticket !== asked) return;
      series = loaded;
      setText(problem, "");
      draw();
    } catch (error) {
      setText(problem, `Cannot load the history: ${error.message}`);
    }
  }

  async function fetchAlerts() {
    try {
      past = await list("/alerts", { device: id }, 20);
      raised();
      draw();
    } catch (error) {
      setText(problem, `Cannot load alerts: ${error.message}`);
    }
  }

  const ranges = h("div", { class: "ranges", role: "group", "aria-label": "Range" });
  function rangeButtons() {
    put(
      ranges,
      RANGES.map((choice) => {
        const press = () => {
          range = choice;
          sessionStorage.setItem(RANGE_KEY, choice.key);
          for (const button of ranges.children) button.setAttribute("aria-pressed", String(button.textContent === choice.label));
          fetchSeries();
        };
        return h("button", { type: "button", "aria-pressed": String(choice === range), onclick: press }, choice.label);
      }),
    );
  }

  async function build() {
    if (!device) {
      try {
        device = await get(`/devices/${encodeURIComponent(id)}`);
      } catch (error) {
        put(element, h("section", { class: "panel" }, h("h1", null, `No ${state.catalog.noun} named ${id}`), h("p", { class: "soft" }, error.message), h("a", { href: "#/" }, "Back to the overview")));
        return;
      }
    }
    heading();
    current();
    rangeButtons();
    place = positionPanel(device);
    put(
      limits,
      thresholdPanel(device),
      zonePanel(device),
    );
    const plots = h(
      "section",
      { class: "panel stack" },
      h(
        "div",
        { class: "heading" },
        h("h2", null, "History"),
        h(
          "div",
          { class: "inline" },
          ranges,
        ),
      ),
      problem,
      [...charts.values()].map((chart) => chart.element),
    );
    put(
      element,
      h("a", { href: "#/" }, `← All ${state.catalog.nounPlural}`),
      head,
      alerts,
      tiles,
      place.element,
      h("div", { class: "split" }, plots, limits),
      history,
    );
    raised();
    fetchSeries();
    fetchAlerts();
  }

  const ends = [
    on("reading", (reading) => {
      if (reading.deviceId !== id || !device) return;
      for (const metric of metrics) append(series.get(metric.key) ?? [], reading, metric, range);
      place?.add(reading);
      dirty = true;
    }),
    on("alert", (alert) => {
      if (alert.deviceId === id) fetchAlerts();
    }),
    on("all", () => {
      const fresh = state.devices.get(id);
      if (!fresh || !device) return;
      device = fresh;
      heading();
      current();
      place?.show(device);
    }),
    on("threshold", () => {
      current();
      draw();
    }),
    on("zone", () => place?.show(device)),
  ];
  // One redraw a second is enough for eyes and keeps old phones cool.
  const ticking = setInterval(() => {
    if (!device) return;
    heading();
    if (dirty) {
      current();
      draw();
      place.show(device);
    }
  }, 1000);
  build();
  return {
    element,
    leave: () => {
      clearInterval(ticking);
      ends.forEach((end) => end());
      charts.forEach((chart) => chart.end());
    },
  };
}
