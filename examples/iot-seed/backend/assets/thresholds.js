// The limits of one device: a form for admins, a list for everybody else.

import { post } from "./api.js";
import { h, put } from "./dom.js";
import { quantity } from "./format.js";
import { isAdmin, limitOf, metricOf, state, tell } from "./state.js";

const WORDS = {
  above: "alert above",
  at_least: "alert at or above",
  below: "alert below",
  at_most: "alert at or below",
  equals: "alert when",
};

const settable = () => state.catalog.rules.filter((rule) => rule.setBy === "per_device" && metricOf(rule.metric) && WORDS[rule.condition]);

function readOnly(device) {
  return h(
    "ul",
    null,
    settable().map((rule) => {
      const metric = metricOf(rule.metric);
      const limit = limitOf(device, rule);
      return h("li", null, `${metric.label}: ${limit === null ? "no limit" : `${WORDS[rule.condition]} ${quantity(limit, metric)}`}`);
    }),
  );
}

/** The panel; it fills itself again after every save. */
export function thresholdPanel(device) {
  const holder = h("div");

  function field(rule) {
    const metric = metricOf(rule.metric);
    const own = device.alertThreshold[rule.key] ?? null;
    const standard = rule.limit === null ? "no limit" : `default ${quantity(rule.limit, metric)}`;
    const input = h("input", {
      id: `limit-${rule.key}`,
      name: rule.key,
      type: "number",
      step: "any",
      inputmode: "decimal",
      value: own ?? "",
      placeholder: standard,
      "aria-describedby": `hint-${rule.key}`,
    });
    return h(
      "div",
      { class: "field" },
      h("label", { for: input.id }, `${metric.label}, ${WORDS[rule.condition]}`),
      h("div", { class: "with-unit" }, input, h("span", { class: "unit" }, metric.unit)),
      h("span", { class: "small soft", id: `hint-${rule.key}` }, own === null ? `Now: ${standard}` : `Leave empty for ${standard}`),
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
      save.disabled = true;
      const body = Object.fromEntries(inputs.map((input) => [input.name, input.value === "" ? null : input.valueAsNumber]));
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

  put(holder, isAdmin() ? form() : readOnly(device));
  return h("section", { class: "panel", "aria-labelledby": "limits-title" }, h("div", { class: "heading" }, h("h2", { id: "limits-title" }, "Alert limits")), holder);
}
