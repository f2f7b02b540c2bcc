// The limits of one device: a form for admins, a list for everybody else.

import { post } from "./api.js";
import { h, put } from "./dom.js";
import { limitText } from "./format.js";
import { isAdmin, limits, metricOf, state, tell } from "./state.js";

const WORDS = {
  above: "alert above",
  at_least: "alert at or above",
  below: "alert below",
  at_most: "alert at or below",
  equals: "alert when",
  offline: "alert after silence of",
};

/** What a limit belongs to: a metric, or the silence of the device, which counts in seconds. */
function subject({ rule, side }) {
  const metric = metricOf(rule.metric) ?? { label: "Offline", unit: "s", decimals: 0, kind: "gauge" };
  return { metric, words: WORDS[rule.condition] ?? WORDS[side] };
}

const settable = () => limits().filter(({ rule }) => rule.scope === "per_device");

function readOnly(device) {
  return h(
    "ul",
    null,
    settable().map((limit) => {
      const { metric, words } = subject(limit);
      const value = device.alertThreshold[limit.key];
      return h("li", null, `${metric.label}: ${value === null ? "no limit" : `${words} ${limitText(value, metric)}`}`);
    }),
  );
}

/** The panel; it fills itself again after every save. */
export function thresholdPanel(device) {
  const holder = h("div");

  function field(limit) {
    const { metric, words } = subject(limit);
    const standard = limit.standard === null ? "no limit" : limitText(limit.standard, metric);
    const input = h("input", {
      id: `limit-${limit.key}`,
      name: limit.key,
      type: "number",
      step: "any",
      inputmode: "decimal",
      value: device.alertThreshold[limit.key] ?? "",
      placeholder: standard,
      "aria-describedby": `hint-${limit.key}`,
    });
    return h(
      "div",
      { class: "field" },
      h("label", { for: input.id }, `${metric.label}, ${words}`),
      h("div", { class: "with-unit" }, input, h("span", { class: "unit" }, metric.unit)),
      h("span", { class: "small soft", id: `hint-${limit.key}` }, `Empty: ${standard}`),
    );
  }

  function form() {
    const note = h("p", { class: "small", role: "status" });
    const save = h("button", { type: "submit" }, "Save limits");
    const element = h("form", { novalidate: true }, settable().map(field), note, save);
    element.addEventListener("submit", async (event) => {
      event.preventDefault();
      const inputs = [...element.querySelectorAll("input")];
      inputs.forEach((input) => input.removeAttribute("aria-invalid"));
      const wrong = inputs.find((input) => input.validity.badInput);
      note.className = "small error";
      if (wrong) {
        wrong.setAttribute("aria-invalid", "true");
        wrong.focus();
        note.textContent = "A limit is a number.";
        return;
      }
      const changed = inputs.filter((input) => input.value !== input.defaultValue);
      if (changed.length === 0) {
        note.className = "small";
        note.textContent = "Nothing to save.";
        return;
      }
      save.disabled = true;
      const body = Object.fromEntries(changed.map((input) => [input.name, input.value === "" ? null : input.valueAsNumber]));
      try {
        device.alertThreshold = await post(`/devices/${encodeURIComponent(device.id)}/threshold`, body);
        const known = state.devices.get(device.id);
        if (known) known.alertThreshold = device.alertThreshold;
        const fresh = form();
        put(holder, fresh);
        const saved = fresh.querySelector("[role=status]");
        saved.textContent = "Saved. It applies from the next reading.";
        tell("threshold", device);
      } catch (error) {
        for (const { pointer } of error.errors ?? []) {
          inputs.find((input) => `/${input.name}` === pointer)?.setAttribute("aria-invalid", "true");
        }
        note.textContent = [error.message, ...(error.errors ?? []).map((part) => part.message)].join(": ");
        save.disabled = false;
      }
    });
    return element;
  }

  const nothing = () => h("p", { class: "soft" }, "No limit of its own: all hold for every device.");
  put(holder, settable().length === 0 ? nothing() : isAdmin() ? form() : readOnly(device));
  return h("section", { class: "panel", "aria-labelledby": "limits-title" }, h("div", { class: "heading" }, h("h2", { id: "limits-title" }, "Alert limits")), holder);
}
