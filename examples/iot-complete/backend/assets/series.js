// History of one device as chart points, from raw readings or from buckets, kept up to date by live readings.

import { list } from "./api.js";

const MINUTE = 60000;

/** Selectable ranges; `bucketS` of 0 means raw readings. */
export const RANGES = [
  { key: "10m", label: "10 min", spanMs: 10 * MINUTE, bucketS: 0 },
  { key: "1h", label: "1 h", spanMs: 60 * MINUTE, bucketS: 20 },
  { key: "24h", label: "24 h", spanMs: 1440 * MINUTE, bucketS: 300 },
  { key: "7d", label: "7 d", spanMs: 10080 * MINUTE, bucketS: 1800 },
];

function rawPoint(reading, metric) {
  const value = reading[metric.key];
  if (value === null || value === undefined) return null;
  const number = Number(value);
  return { time: Date.parse(reading.timestamp), value: number, low: number, high: number, count: 1, suspect: reading.suspect.includes(metric.key) };
}

function bucketPoint(bucket, metric) {
  const part = bucket.metrics[metric.key];
  if (!part) return null;
  return { time: Date.parse(bucket.start), value: part.avg, low: part.min, high: part.max, count: bucket.count, suspect: false };
}

/** Loads the points of every metric, oldest first. */
export async function loadSeries(deviceId, range, metrics) {
  const to = Date.now();
  const path = `/readings/device/${encodeURIComponent(deviceId)}`;
  const query = { from: new Date(to - range.spanMs).toISOString(), bucketSeconds: range.bucketS || null };
  const items = await list(path, query, range.bucketS ? 2000 : 1000);
  items.reverse();
  const make = range.bucketS ? bucketPoint : rawPoint;
  return new Map(metrics.map((metric) => [metric.key, items.map((item) => make(item, metric)).filter(Boolean)]));
}

/** Adds one live reading to the points of a metric. */
export function append(points, reading, metric, range) {
  const point = rawPoint(reading, metric);
  if (!point) return;
  const last = points.at(-1);
  if (last && point.time < last.time) return;
  const bucketMs = range.bucketS * 1000;
  if (bucketMs > 0) {
    point.time -= point.time % bucketMs;
    if (last && last.time === point.time) {
      last.value = (last.value * last.count + point.value) / (last.count + 1);
      last.low = Math.min(last.low, point.low);
      last.high = Math.max(last.high, point.high);
      last.count += 1;
      return;
    }
  } else if (last && point.time === last.time) {
    return;
  }
  points.push(point);
  const oldest = point.time - range.spanMs;
  while (points.length > 0 && points[0].time < oldest) points.shift();
}

/** Where a chart begins: the raw range of a new device starts with its first reading, but shows a minute at least. */
export function startOf(series, range, to) {
  const start = to - range.spanMs;
  if (range.bucketS > 0) return start;
  const first = Math.min(...[...series.values()].map((points) => points[0]?.time ?? Infinity));
  return Number.isFinite(first) ? Math.max(start, Math.min(first, to - MINUTE)) : start;
}

/** The silence after which a line breaks: three times the step between readings, or between buckets. */
export function gapOf(range, intervalMs) {
  return 3 * Math.max(range.bucketS * 1000, intervalMs);
}
