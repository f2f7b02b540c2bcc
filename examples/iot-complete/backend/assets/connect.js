// How to connect a device: the empty state, the form that adds one, and the lines to paste.

import { post } from "./api.js";
import { h, put } from "./dom.js";
import { capital } from "./format.js";
import { isAdmin, load, state } from "./state.js";

function sample() {
  const values = {};
  for (const metric of state.catalog.metrics) {
    const { min, max } = metric.usual;
    const middle = min !== null && max !== null ? (min + max) / 2 : 1;
    values[metric.key] = metric.kind === "boolean" ? true : Number(middle.toFixed(Math.min(1, metric.decimals)));
  }
  values["position"] = { lat: 52.52, lng: 13.405 };
  return JSON.stringify(values);
}

/** The two commands that send a first reading as `id`. */
export function sendLines(id, token) {
  const { readingsTopic, host, port, ownEndpoint } = state.catalog.mqtt;
  const address = readingsTopic.replace("{deviceId}", id);
  const broker = host || location.hostname;
  return [
    h("p", null, ownEndpoint ? "Over MQTT (the user name is the id, the password is the token):" : "Over MQTT, once the broker knows this id and token:"),
    h("pre", { tabindex: "0" }, `mosquitto_pub -h ${broker} -p ${port} -q 1 \\\n  -u '${id}' -P '${token}' \\\n  -t '${address}' \\\n  -m '${sample()}'`),
    h("p", null, "Or over HTTP:"),
    h(
      "pre",
      { tabindex: "0" },
      `curl -X POST ${location.origin}/devices/${id}/readings \\\n  -H 'Authorization: Bearer ${token}' \\\n  -H 'Content-Type: application/json' \\\n  -d '${sample()}'`,
    ),
  ];
}

/** The form that registers a device and shows its token once. */
export function addDevice(close) {
  const noun = state.catalog.noun;
  const id = h("input", { id: "new-id", required: true, pattern: "[A-Za-z0-9_\\-]{1,64}", maxlength: 64, autocomplete: "off", spellcheck: "false" });
  const name = h("input", { id: "new-name", maxlength: 120, autocomplete: "off" });
  const place = h("input", { id: "new-place", maxlength: 120, autocomplete: "off" });
  const problem = h("p", { class: "error", role: "alert" });
  const submit = h("button", { type: "submit" }, `Add ${noun}`);
  const box = h("div", { class: "add" });

  async function send(event) {
    event.preventDefault();
    submit.disabled = true;
    problem.textContent = "";
    try {
      const made = await post("/devices", { id: id.value.trim(), name: name.value.trim() || null, location: place.value.trim() || null });
      put(
        box,
        h(
          "div",
          { class: "panel" },
          h("h2", null, `${made.device.id} is registered`),
          h("p", null, "Its token, shown only this once:"),
          h("pre", { tabindex: "0" }, made.token),
          sendLines(made.device.id, made.token),
          h(
            "button",
            {
              type: "button",
              onclick: () => {
                close();
                load().catch(() => {});
              },
            },
            "Done",
          ),
        ),
      );
    } catch (error) {
      problem.textContent = error.status === 409 ? "This id is taken." : error.message;
      submit.disabled = false;
    }
  }

  return put(
    box,
    h(
      "form",
      { class: "panel", onsubmit: send },
      h("div", { class: "field" }, h("label", { for: "new-id" }, `${capital(noun)} id`), id, h("span", { class: "small soft" }, "Letters, digits, _ and -; also its MQTT user name")),
      h("div", { class: "field" }, h("label", { for: "new-name" }, "Name"), name),
      h("div", { class: "field" }, h("label", { for: "new-place" }, "Place"), place),
      problem,
      h("div", { class: "inline" }, submit, h("button", { type: "button", class: "quiet", onclick: close }, "Cancel")),
    ),
  );
}

/** What the overview shows while there is no device. */
export function howToConnect() {
  const noun = state.catalog.noun;
  const holder = h("div");
  const start = () => put(holder, addDevice(() => put(holder, invite())));
  const invite = () => h("button", { type: "button", onclick: start }, `Add the first ${noun}`);
  put(holder, isAdmin() ? invite() : null);
  return h(
    "section",
    { class: "panel stack empty", "aria-labelledby": "empty-title" },
    h("div", null, h("h2", { id: "empty-title" }, `No ${noun} yet`), h("p", { class: "soft" }, `Values appear here as soon as a ${noun} sends its first reading.`)),
    holder,
    h(
      "div",
      null,
      h("p", null, "From a terminal, this registers one and prints the commands that send a reading:"),
      h("pre", { tabindex: "0" }, `cargo run -- provision device my-${noun.replace(/\s+/g, "-")}`),
      h("p", null, "To look around first, start with simulated ones:"),
      h("pre", { tabindex: "0" }, "cargo run -- serve --simulate 5"),
    ),
  );
}
