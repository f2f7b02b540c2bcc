// Follows the server's event stream; reloads everything when the stream had a gap.

import { load, state, takeAlert, takeReading, tell } from "./state.js";

const RETRY_MS = 3000;
const NEWCOMERS_MS = 1000;
let source = null;
let timer = null;
let newcomers = null;

function show(on) {
  const sign = document.getElementById("live");
  sign.hidden = false;
  sign.className = on ? "live on" : "live";
  sign.textContent = on ? "Live" : "Reconnecting";
}

function reload() {
  load().catch(() => tell("stream", false));
}

// Somebody else registered a device; many may come at once.
function reloadSoon() {
  newcomers ??= setTimeout(() => {
    newcomers = null;
    reload();
  }, NEWCOMERS_MS);
}

/** Opens the stream; opens it again after every break. */
export function follow() {
  stop();
  source = new EventSource("/events");
  let opened = false;
  source.addEventListener("open", () => {
    show(true);
    if (opened) reload();
    opened = true;
  });
  source.addEventListener("reading", (event) => {
    const reading = JSON.parse(event.data);
    takeReading(reading);
    if (!state.devices.has(reading.deviceId)) reloadSoon();
  });
  source.addEventListener("alert", (event) => takeAlert(JSON.parse(event.data)));
  source.addEventListener("resync", reload);
  source.addEventListener("error", () => {
    show(false);
    // A browser gives up for good on an error status; open anew then.
    if (source.readyState === EventSource.CLOSED) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        follow();
        reload();
      }, RETRY_MS);
    }
  });
}

/** Closes the stream. */
export function stop() {
  clearTimeout(timer);
  source?.close();
  source = null;
  document.getElementById("live").hidden = true;
}
