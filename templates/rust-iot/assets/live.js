// Follows the server's event stream; reloads everything when the stream had a gap.

import { load, takeAlert, takeReading, tell } from "./state.js";

const RETRY_MS = 3000;
let source = null;
let timer = null;

function show(on) {
  const sign = document.getElementById("live");
  sign.hidden = false;
  sign.className = on ? "live on" : "live";
  sign.textContent = on ? "Live" : "Reconnecting";
}

function reload() {
  load().catch(() => tell("stream", false));
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
  source.addEventListener("reading", (event) => takeReading(JSON.parse(event.data)));
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
