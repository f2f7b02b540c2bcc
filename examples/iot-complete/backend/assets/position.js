// Where a device is: its recent track and its zone, drawn to scale. No map of anybody else is asked for.

import { address, get } from "./api.js";
import { h, put, s, setText } from "./dom.js";
import { ago, moment } from "./format.js";

const KEY = "position";
const TRACK = 300;
const WIDTH = 640;
const HEIGHT = 320;
const EDGE = 28;
const DEGREE_M = 111195;
const SMALLEST_M = 20;

/** Turns places into metres east and north of `origin`; exact enough for a drawing of some hundred kilometres. */
function metresFrom(origin) {
  const degreeEast = DEGREE_M * Math.cos((origin.lat * Math.PI) / 180);
  return ({ lat, lng }) => ({ x: ((((lng - origin.lng + 540) % 360) + 360) % 360 - 180) * degreeEast, y: (lat - origin.lat) * DEGREE_M });
}

/** The place with five decimals, which is a metre. */
const words = ({ lat, lng }) => `${lat.toFixed(5)}, ${lng.toFixed(5)}`;

/** A length as people say it. */
const length = (metres) => (metres < 1000 ? `${Math.round(metres)} m` : `${Number((metres / 1000).toPrecision(3))} km`);

/** The longest of 1, 2 or 5 times a power of ten that fits into `most`. */
function roundLength(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map((factor) => factor * power).find((candidate) => candidate <= most);
}

/** What the place means for the zone, in words. */
function standing(zone, point) {
  if (!zone) return "no zone is set";
  const { x, y } = metresFrom(zone)(point);
  const away = Math.hypot(x, y);
  return away <= zone.radiusMeters ? `inside its zone, ${length(away)} from the centre` : `${length(away - zone.radiusMeters)} outside its zone`;
}

/** The panel; `add` takes live readings, `show` the device as it is now. */
export function positionPanel(device) {
  const svg = s("svg", { role: "img", viewBox: `0 0 ${WIDTH} ${HEIGHT}` });
  const where = h("p", { class: "soft small" });
  const problem = h("p", { class: "error", role: "alert" });
  const element = h("section", { class: "panel position", "aria-labelledby": "position-title" }, h("div", { class: "heading" }, h("h2", { id: "position-title" }, "Position"), where), svg, problem);
  let track = [];

  function draw() {
    const last = device.position ?? track.at(-1) ?? null;
    const zone = device.allowedZone ?? null;
    const origin = zone ?? last;
    if (!origin) {
      svg.setAttribute("aria-label", "No position so far");
      put(svg, s("text", { class: "none", x: WIDTH / 2, y: HEIGHT / 2 }, "No position so far"));
      setText(where, "");
      return;
    }
    const toMetres = metresFrom(origin);
    const points = (last ? [...track, last] : track).map(toMetres);
    const radius = zone ? zone.radiusMeters : 0;
    const xs = [...points.map(({ x }) => x), -radius, radius];
    const ys = [...points.map(({ y }) => y), -radius, radius];
    const middle = { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
    const span = Math.max((Math.max(...xs) - Math.min(...xs)) / (WIDTH - 2 * EDGE), (Math.max(...ys) - Math.min(...ys)) / (HEIGHT - 2 * EDGE), SMALLEST_M / HEIGHT);
    const x = (point) => WIDTH / 2 + (point.x - middle.x) / span;
    const y = (point) => HEIGHT / 2 - (point.y - middle.y) / span;
    const path = points.map((point, index) => `${index === 0 ? "M" : "L"}${x(point).toFixed(1)} ${y(point).toFixed(1)}`).join("");
    const bar = roundLength(120 * span);
    const centre = { x: 0, y: 0 };
    put(
      svg,
      zone && s("circle", { class: "zone", cx: x(centre), cy: y(centre), r: radius / span }),
      zone && s("path", { class: "centre", d: `M${x(centre) - 5} ${y(centre)}h10M${x(centre)} ${y(centre) - 5}v10` }),
      s("path", { class: "track", d: path }),
      last && s("circle", { class: "here", cx: x(points.at(-1)), cy: y(points.at(-1)), r: 6 }),
      s("path", { class: "scale", d: `M${WIDTH - EDGE - bar / span} ${HEIGHT - 12}v6h${bar / span}v-6` }),
      s("text", { x: WIDTH - EDGE - bar / span, y: HEIGHT - 18 }, length(bar)),
      s("text", { x: WIDTH - EDGE, y: 24, "text-anchor": "end" }, "N ↑"),
    );
    const text = last ? `${words(last)}, ${standing(zone, last)}` : "No position so far";
    svg.setAttribute("aria-label", text);
    setText(where, last ? `${text} · ${ago(last.timestamp)}` : text);
    where.title = last ? moment(last.timestamp) : "";
  }

  async function load() {
    try {
      const { items } = await get(address(`/readings/device/${encodeURIComponent(device.id)}`, { limit: TRACK }));
      const known = items.filter((reading) => reading[KEY]);
      track = known.map((reading) => ({ ...reading[KEY], timestamp: reading.timestamp })).reverse();
      setText(problem, "");
    } catch (error) {
      setText(problem, `Cannot load the track: ${error.message}`);
    }
    draw();
  }

  load();
  return {
    element,
    add: (reading) => {
      if (!reading[KEY] || (device.position && device.position.timestamp > reading.timestamp)) return;
      device.position = { ...reading[KEY], timestamp: reading.timestamp };
      track.push(device.position);
      track = track.slice(-TRACK);
    },
    show: (fresh) => {
      device = fresh;
      draw();
    },
  };
}
