// Axis arithmetic: round steps for values and times. Pure.

const MINUTE = 60000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_STEPS = [10000, 30000, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY];

/** Ticks at 1, 2 or 5 times a power of ten, and the range they span. */
export function valueTicks(low, high, about) {
  const room = high > low ? high - low : Math.max(1, Math.abs(high) * 0.1);
  const rough = room / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough);
  const first = Math.floor((high > low ? low : low - room / 2) / step);
  const last = Math.ceil((high > low ? high : high + room / 2) / step);
  const ticks = [];
  for (let index = first; index <= last; index += 1) ticks.push(index * step);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return { ticks, low: first * step, high: last * step, decimals };
}

/** Ticks on full local minutes, hours or days, at most `most` of them. */
export function timeTicks(from, to, most) {
  const step = TIME_STEPS.find((candidate) => (to - from) / candidate <= most) ?? 7 * DAY;
  const midnight = new Date(from);
  midnight.setHours(0, 0, 0, 0);
  const ticks = [];
  for (let time = midnight.getTime(); time <= to; time += step) {
    if (time >= from) ticks.push(time);
  }
  return { ticks, step };
}

/** Index of the point nearest to `time`; points are sorted by time. */
export function nearest(points, time) {
  let low = 0;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle].time < time) low = middle + 1;
    else high = middle;
  }
  return low > 0 && time - points[low - 1].time < points[low].time - time ? low - 1 : low;
}

/** Splits points where more than `gapMs` passed without one. */
export function runs(points, gapMs) {
  const parts = [];
  for (const point of points) {
    const part = parts.at(-1);
    if (part && point.time - part.at(-1).time <= gapMs) part.push(point);
    else parts.push([point]);
  }
  return parts;
}
