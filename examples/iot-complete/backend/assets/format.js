// Numbers, times and names as people read them; local time zone, the catalogue's decimals.

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const clockSeconds = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** The value as text without unit; a dash when there is none. */
export function number(value, metric) {
  if (value === null || value === undefined) return "–";
  if (metric.kind === "boolean") return value ? "on" : "off";
  return Number(value).toFixed(metric.decimals);
}

/** The value with its unit. */
export function quantity(value, metric) {
  const text = number(value, metric);
  return value === null || value === undefined || !metric.unit ? text : `${text}\u00a0${metric.unit}`;
}

/** A limit with its unit, with the digits it was set with. */
export function limitText(value, metric) {
  const digits = Math.max(metric.decimals, 3);
  return metric.kind === "boolean" ? number(value, metric) : `${Number(Number(value).toFixed(digits))}\u00a0${metric.unit}`.trim();
}

/** How long ago, in one unit: `now`, `12 s ago`, `4 min ago`, `3 h ago`, `2 d ago`. */
export function ago(time) {
  if (!time) return "never";
  const seconds = Math.round((Date.now() - Date.parse(time)) / 1000);
  return seconds < 2 ? "now" : `${span(seconds)} ago`;
}

/** A duration in its largest fitting unit. */
export function span(seconds) {
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 129600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86400)} d`;
}

/** Date and time to the second. */
export function moment(time) {
  return time ? full.format(new Date(time)) : "";
}

/** Time of day, with seconds when `seconds` is set. */
export function timeOfDay(time, seconds) {
  return (seconds ? clockSeconds : clock).format(new Date(time));
}

/** Day and month. */
export function dayOfMonth(time) {
  return day.format(new Date(time));
}

/** First letter in upper case. */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
