// The fields of devices: filters of the overview, and a form on the page of a device.

import { patch } from "./api.js";
import { h, put } from "./dom.js";
import { isAdmin, state } from "./state.js";

const TYPES = { text: "text", int: "number", decimal: "number", date: "date" };

/** A value for people. */
const shown = (value) => (value === true ? "yes" : value === false ? "no" : String(value));

/** What is noted of a device, field by field. */
export function notes(device) {
  return state.catalog.fields.filter((field) => device[field.key] !== null).map((field) => `${field.label}: ${shown(device[field.key])}`);
}

/** Choices for the fields with a few values; `fits` tells whether a device is among the chosen. */
export function fieldFilters(changed) {
  const selects = state.catalog.fields
    .filter((field) => field.values.length > 0)
    .map((field) => {
      const all = h("option", { value: "" }, `Every ${field.label.toLowerCase()}`);
      const choices = field.values.map((value) => h("option", { value }, value));
      return h("select", { "aria-label": field.label, "data-field": field.key, onchange: changed }, all, choices);
    });
  const fits = (device) => selects.every((select) => !select.value || device[select.dataset.field] === select.value);
  return { elements: selects, fits };
}

function control(field, device) {
  const id = `field-${field.key}`;
  const value = device[field.key] ?? "";
  const choices = field.kind === "bool" ? ["true", "false"] : field.values;
  if (choices.length === 0) return h("input", { id, name: field.key, type: TYPES[field.kind] ?? "text", step: field.kind === "decimal" ? "any" : null, maxlength: 120, value });
  const option = (text) => h("option", { value: text, selected: text === String(value) }, text || "none");
  return h("select", { id, name: field.key }, ["", ...choices].map(option));
}

/** What the form holds of a field, in the form in which it is sent. */
function held(field, input) {
  const text = input.value.trim();
  if (text === "") return null;
  if (field.kind === "bool") return text === "true";
  return TYPES[field.kind] === "number" ? Number(text) : text;
}

/** The panel; `saved` is called with the device as it is then. */
export function fieldPanel(device, saved) {
  const fields = state.catalog.fields;
  const holder = h("div");

  function form() {
    const inputs = fields.map((field) => control(field, device));
    const note = h("p", { class: "small", role: "status" });
    const save = h("button", { type: "submit" }, "Save");
    const rows = fields.map((field, index) => h("div", { class: "field" }, h("label", { for: inputs[index].id }, field.label), inputs[index]));
    const element = h("form", { novalidate: true }, rows, note, save);
    element.addEventListener("submit", async (event) => {
      event.preventDefault();
      save.disabled = true;
      inputs.forEach((input) => input.removeAttribute("aria-invalid"));
      try {
        const body = Object.fromEntries(fields.map((field, index) => [field.key, held(field, inputs[index])]));
        device = await patch(`/devices/${encodeURIComponent(device.id)}`, body);
        saved(device);
        const fresh = form();
        put(holder, fresh);
        fresh.querySelector("[role=status]").textContent = "Saved.";
      } catch (error) {
        for (const { pointer } of error.errors ?? []) {
          inputs.find((input) => `/${input.name}` === pointer)?.setAttribute("aria-invalid", "true");
        }
        note.className = "small error";
        note.textContent = [error.message, ...(error.errors ?? []).map((part) => part.message)].join(": ");
        save.disabled = false;
      }
    });
    return element;
  }

  function readOnly() {
    const noted = notes(device);
    return noted.length === 0 ? h("p", { class: "soft" }, "Nothing is noted.") : h("ul", { class: "plain" }, noted.map((text) => h("li", null, text)));
  }

  put(holder, isAdmin() ? form() : readOnly());
  return h("section", { class: "panel", "aria-labelledby": "fields-title" }, h("div", { class: "heading" }, h("h2", { id: "fields-title" }, "About it")), holder);
}
