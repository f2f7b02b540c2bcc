// The page of statistics: a chart of each metric and a table, of all devices together or of one, per day, month and so on.

import { list } from "./api.js";
import { makeChart } from "./chart.js";
import { h, put, setText } from "./dom.js";
import { capital, quantity } from "./format.js";
import { LEVELS } from "./levels.js";
import { state } from "./state.js";

const COLOURS = 6;
const PERIODS = 60;
const LEVEL_KEY = "level";
const WORDS = { count: "Values", avg: "Average", min: "Lowest", max: "Highest", sum: "Sum", last: "Last" };

function chosenLevel() {
  const per = sessionStorage.getItem(LEVEL_KEY);
  return LEVELS.find((level) => level.per === per) ?? LEVELS.at(-1);
}

/** A chart point at the start of a period: the average, or what else is told, within its lowest and highest value. */
function pointOf(period, metric) {
  const told = period.metrics[metric.key];
  if (!told) return null;
  const value = told.avg ?? told.sum ?? told.last ?? told.max ?? told.min ?? told.count;
  return { time: Date.parse(period.start), value, low: told.min ?? value, high: told.max ?? value, count: told.count, suspect: false };
}

function table(periods, metrics) {
  const columns = metrics.flatMap((metric) => {
    const told = periods.map((period) => period.metrics[metric.key]).find(Boolean);
    return Object.keys(told ?? {}).map((key) => ({ metric, key }));
  });
  const cell = (period, { metric, key }) => {
    const value = period.metrics[metric.key]?.[key];
    const text = key === "count" ? String(value ?? "–") : quantity(value, { ...metric, kind: "gauge" });
    return h("td", { class: "number", "data-label": `${metric.label}, ${WORDS[key]}` }, text);
  };
  const head = ["Period", ...columns.map(({ metric, key }) => `${metric.label}, ${WORDS[key].toLowerCase()}`)];
  return h(
    "table",
    { class: "rows wide" },
    h("thead", null, h("tr", null, head.map((text) => h("th", { scope: "col" }, text)))),
    h("tbody", null, periods.map((period) => h("tr", null, h("td", null, h("strong", null, period.period)), columns.map((column) => cell(period, column))))),
  );
}

/** The page of statistics. */
export function analyticsPage() {
  const metrics = state.catalog.metrics;
  const charts = new Map(metrics.map((metric, index) => [metric.key, makeChart({ ...metric, kind: "gauge" }, (index % COLOURS) + 1)]));
  const everything = h("option", { value: "" }, `All ${state.catalog.nounPlural}`);
  const ids = [...state.devices.values()];
  const device = h("select", { "aria-label": capital(state.catalog.noun), onchange: () => load() }, everything, ids.map((one) => h("option", { value: one.id }, one.name || one.id)));
  const levels = h("div", { class: "ranges", role: "group", "aria-label": "Period" });
  const problem = h("p", { class: "error", role: "alert" });
  const plots = h("div", { class: "stack" });
  const holder = h("div", { "aria-live": "polite" });
  const element = h("section", { class: "panel stack" }, h("div", { class: "heading" }, h("h1", null, "Statistics"), h("div", { class: "inline" }, device, levels)), problem, plots, holder);
  let level = chosenLevel();
  let asked = 0;

  function draw(periods) {
    put(holder, periods.length === 0 ? h("p", { class: "soft" }, "No statistics yet. They are counted a moment after the first readings.") : table(periods, metrics));
    const oldestFirst = periods.toReversed();
    const shown = metrics.map((metric) => ({ metric, points: oldestFirst.map((period) => pointOf(period, metric)).filter(Boolean) })).filter(({ points }) => points.length > 0);
    put(plots, shown.map(({ metric }) => charts.get(metric.key).element));
    for (const { metric, points } of shown) {
      const step = Math.max(...periods.map((period) => Date.parse(period.end) - Date.parse(period.start)));
      charts.get(metric.key).draw({
        points,
        from: Date.parse(oldestFirst[0].start) - step / 2,
        to: Date.parse(periods[0].start) + step / 2,
        gapMs: 1.5 * step,
        limits: [],
        episodes: [],
        long: true,
      });
    }
  }

  async function load() {
    asked += 1;
    const ticket = asked;
    const path = device.value ? `/analytics/device/${encodeURIComponent(device.value)}/${level.path}` : "/analytics/overview";
    try {
      const periods = await list(path, { per: device.value ? null : level.per }, PERIODS);
      if (ticket !== asked) return;
      setText(problem, "");
      draw(periods);
    } catch (error) {
      setText(problem, `Cannot load the statistics: ${error.message}`);
    }
  }

  put(
    levels,
    LEVELS.map((choice) => {
      const press = () => {
        level = choice;
        sessionStorage.setItem(LEVEL_KEY, choice.per);
        for (const button of levels.children) button.setAttribute("aria-pressed", String(button.textContent === choice.label));
        load();
      };
      return h("button", { type: "button", "aria-pressed": String(choice === level), onclick: press }, choice.label);
    }),
  );
  load();
  return { element, leave: () => charts.forEach((chart) => chart.end()) };
}
