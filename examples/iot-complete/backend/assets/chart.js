// One metric over time as SVG: line, band of minimum and maximum, limits, alert episodes, gaps, a readable cursor.

import { h, put, s, setText } from "./dom.js";
import { dayOfMonth, limitText, moment, quantity, timeOfDay } from "./format.js";
import { nearest, runs, timeTicks, valueTicks } from "./scale.js";

const HEIGHT = 210;
const EDGE = { top: 10, right: 12, bottom: 26, left: 48 };
const DAY_MS = 86400000;
const MINUTE_MS = 60000;

function pathOf(points, x, y, step) {
  return points
    .map((point, index) => {
      const at = `${x(point.time).toFixed(1)} ${y(point.value).toFixed(1)}`;
      if (index === 0) return `M${at}`;
      return step ? `H${x(point.time).toFixed(1)}V${y(point.value).toFixed(1)}` : `L${at}`;
    })
    .join("");
}

function bandOf(points, x, y) {
  const upper = points.map((point) => `${x(point.time).toFixed(1)} ${y(point.high).toFixed(1)}`);
  const lower = points.map((point) => `${x(point.time).toFixed(1)} ${y(point.low).toFixed(1)}`).reverse();
  return `M${upper.join("L")}L${lower.join("L")}Z`;
}

/** Value range: the data, and every limit that is near enough not to flatten it. */
function range(points, limits) {
  let low = Math.min(...points.map((point) => point.low));
  let high = Math.max(...points.map((point) => point.high));
  const room = Math.max(high - low, Math.abs(high) * 0.05, 1e-9);
  for (const { value } of limits) {
    if (value < low && low - value < 2.5 * room) low = value;
    if (value > high && value - high < 2.5 * room) high = value;
  }
  return { low, high };
}

/** Makes a chart; `draw` takes what to show, `element` goes into the page. */
export function makeChart(metric, colour) {
  const boolean = metric.kind === "boolean";
  const svg = s("svg", { role: "img", tabindex: "0" });
  const tip = h("div", { class: "tip", hidden: true });
  const spoken = h("span", { class: "visually-hidden", "aria-live": "polite" });
  const note = h("span", { class: "soft small" });
  const title = metric.unit ? `${metric.label} (${metric.unit})` : metric.label;
  const element = h("figure", { class: `chart colour-${colour}` }, h("figcaption", null, h("h2", null, title), note), svg, tip, spoken);
  let shown = null;
  let at = -1;
  let scale = null;

  function values(data, width) {
    const { low, high } = boolean ? { low: 0, high: 1 } : range(data.points, data.limits);
    const axis = boolean ? { ticks: [0, 1], low: -0.1, high: 1.1, decimals: 0 } : valueTicks(low, high, 4);
    const x = (time) => EDGE.left + ((time - data.from) / (data.to - data.from)) * (width - EDGE.left - EDGE.right);
    const y = (value) => HEIGHT - EDGE.bottom - ((value - axis.low) / (axis.high - axis.low)) * (HEIGHT - EDGE.top - EDGE.bottom);
    return { x, y, axis, width };
  }

  function grid({ x, y, axis, width }, data) {
    const label = (tick) => (boolean ? (tick ? "on" : "off") : tick.toFixed(axis.decimals));
    const { ticks, step } = timeTicks(data.from, data.to, Math.max(2, Math.floor((width - 60) / 80)));
    const midnight = (tick) => new Date(tick).setHours(0, 0, 0, 0) === tick;
    const time = (tick) => (step >= DAY_MS || midnight(tick) ? dayOfMonth(tick) : timeOfDay(tick, step < MINUTE_MS));
    return [
      axis.ticks.map((tick) => [
        s("line", { class: "grid", x1: EDGE.left, x2: width - EDGE.right, y1: y(tick), y2: y(tick) }),
        s("text", { x: EDGE.left - 8, y: y(tick) + 4, "text-anchor": "end" }, label(tick)),
      ]),
      ticks.map((tick) => s("text", { x: x(tick), y: HEIGHT - 8, "text-anchor": "middle" }, time(tick))),
    ].flat(2);
  }

  function limitLines({ y, axis, width }, limits) {
    return limits
      .filter(({ value }) => value >= axis.low && value <= axis.high)
      .map(({ value, side }) => {
        const edge = { above: EDGE.top, below: HEIGHT - EDGE.bottom }[side];
        return [
          edge !== undefined && s("rect", { class: "beyond", x: EDGE.left, y: Math.min(edge, y(value)), width: width - EDGE.left - EDGE.right, height: Math.abs(edge - y(value)) }),
          s("line", { class: "limit", x1: EDGE.left, x2: width - EDGE.right, y1: y(value), y2: y(value) }),
          s("text", { class: "limit-label", x: EDGE.left + 6, y: y(value) - 5 }, `limit ${limitText(value, metric)}`),
        ];
      })
      .flat()
      .filter(Boolean);
  }

  function lines({ x, y }, data) {
    return runs(data.points, data.gapMs).map((part) => [
      part.length > 1 && !boolean ? s("path", { class: "band", d: bandOf(part, x, y) }) : null,
      part.length > 1 ? s("path", { class: "series", d: pathOf(part, x, y, boolean) }) : s("circle", { class: "dot", cx: x(part[0].time), cy: y(part[0].value), r: 3 }),
      part.filter((point) => point.suspect).map((point) => s("circle", { class: "suspect", cx: x(point.time), cy: y(point.value), r: 3.5 })),
    ]).flat(2);
  }

  function episodes({ x }, data) {
    return data.episodes.map(({ from, to }) => {
      const start = Math.max(x(Math.max(from, data.from)), EDGE.left);
      return s("rect", { class: "episode", x: start, y: HEIGHT - EDGE.bottom - 3, width: Math.max(2, x(Math.min(to, data.to)) - start), height: 4, rx: 2 });
    });
  }

  function summary(data) {
    if (data.points.length === 0) return `${title}: no readings in this range`;
    const low = Math.min(...data.points.map((point) => point.low));
    const high = Math.max(...data.points.map((point) => point.high));
    const spread = boolean ? "" : `lowest ${quantity(low, metric)}, highest ${quantity(high, metric)}, `;
    return `${title}: ${spread}last ${quantity(data.points.at(-1).value, metric)}. Arrow keys read single values.`;
  }

  function cursor(index) {
    at = index;
    svg.querySelector(".cursor-group")?.remove();
    tip.hidden = index < 0 || !shown || shown.points.length === 0;
    if (tip.hidden) return;
    const point = shown.points[index];
    const x = scale.x(point.time);
    svg.append(
      s(
        "g",
        { class: "cursor-group" },
        s("line", { class: "cursor", x1: x, x2: x, y1: EDGE.top, y2: HEIGHT - EDGE.bottom }),
        s("circle", { class: "dot", cx: x, cy: scale.y(point.value), r: 4.5 }),
      ),
    );
    const spread = point.count > 1 && !boolean ? `${quantity(point.low, metric)} to ${quantity(point.high, metric)}` : null;
    put(
      tip,
      h("b", null, quantity(point.value, metric)),
      point.suspect ? " unusual" : null,
      spread ? h("div", null, spread) : null,
      h("div", { class: "soft" }, shown.long ? moment(point.time) : timeOfDay(point.time, true)),
    );
    const left = x + tip.offsetWidth + 16 > scale.width ? x - tip.offsetWidth - 12 : x + 12;
    tip.style.left = `${Math.max(0, left)}px`;
    tip.style.top = `${svg.offsetTop + 8}px`;
  }

  function draw(data) {
    shown = data;
    const width = svg.clientWidth || 640;
    svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    svg.setAttribute("aria-label", summary(data));
    if (data.points.length === 0) {
      put(svg, s("text", { class: "none", x: width / 2, y: HEIGHT / 2 }, "No readings in this range"));
      setText(note, "");
      cursor(-1);
      return;
    }
    scale = values(data, width);
    put(svg, grid(scale, data), limitLines(scale, data.limits), lines(scale, data), episodes(scale, data));
    setText(note, boolean ? "" : `${quantity(Math.min(...data.points.map((point) => point.low)), metric)} to ${quantity(Math.max(...data.points.map((point) => point.high)), metric)}`);
    if (at >= 0) cursor(Math.min(at, data.points.length - 1));
  }

  svg.addEventListener("pointermove", (event) => {
    if (!shown || shown.points.length === 0) return;
    const box = svg.getBoundingClientRect();
    const share = (event.clientX - box.left - EDGE.left) / (box.width - EDGE.left - EDGE.right);
    cursor(nearest(shown.points, shown.from + share * (shown.to - shown.from)));
  });
  svg.addEventListener("pointerleave", () => cursor(-1));
  svg.addEventListener("blur", () => cursor(-1));
  svg.addEventListener("keydown", (event) => {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!move || !shown || shown.points.length === 0) return;
    event.preventDefault();
    const last = shown.points.length - 1;
    cursor(at < 0 ? last : Math.min(last, Math.max(0, at + move)));
    spoken.textContent = tip.innerText;
  });
  const observer = new ResizeObserver(() => shown && draw(shown));
  observer.observe(svg);
  return { element, draw, end: () => observer.disconnect() };
}
