// The zone of one device: a form for admins, a line for everybody else.

import { get, post, remove } from "./api.js";
import { h, put } from "./dom.js";
import { isAdmin, state, tell } from "./state.js";

const FIELDS = [
  { name: "lat", label: "Latitude of the centre", unit: "°", of: (zone) => zone.lat },
  { name: "lng", label: "Longitude of the centre", unit: "°", of: (zone) => zone.lng },
  { name: "radiusMeters", label: "Radius", unit: "m", of: (zone) => zone.radiusMeters },
];

function readOnly(zone) {
  if (!zone) return h("p", { class: "soft" }, "No zone is set.");
  return h("p", null, `${zone.radiusMeters} m around ${zone.lat}, ${zone.lng}`);
}

/** The panel; it fills itself again after every save. */
export function zonePanel(device) {
  const holder = h("div");
  const path = `/devices/${encodeURIComponent(device.id)}/zone`;

  function taken(zone, text) {
    device.allowedZone = zone;
    const known = state.devices.get(device.id);
    if (known) known.allowedZone = zone;
    const fresh = form();
    put(holder, fresh);
    fresh.querySelector("[role=status]").textContent = text;
    tell("zone", device);
  }

  function field({ name, label, unit, of }) {
    const input = h("input", { id: `zone-${name}`, name, type: "number", step: "any", inputmode: "decimal", value: device.allowedZone ? of(device.allowedZone) : "" });
    return h("div", { class: "field" }, h("label", { for: input.id }, label), h("div", { class: "with-unit" }, input, h("span", { class: "unit" }, unit)));
  }

  function form() {
    const note = h("p", { class: "small", role: "status" });
    const save = h("button", { type: "submit" }, "Save zone");
    const here = h("button", { type: "button", class: "quiet" }, "Centre on the device");
    const none = h("button", { type: "button", class: "quiet", hidden: !device.allowedZone }, "Remove zone");
    const element = h("form", { novalidate: true }, FIELDS.map(field), note, h("div", { class: "inline" }, save, here, none));
    const inputs = [...element.querySelectorAll("input")];

    async function tried(button, action) {
      button.disabled = true;
      inputs.forEach((input) => input.removeAttribute("aria-invalid"));
      try {
        await action();
      } catch (error) {
        for (const { pointer } of error.errors ?? []) {
          inputs.find((input) => `/${input.name}` === pointer)?.setAttribute("aria-invalid", "true");
        }
        note.className = "small error";
        note.textContent = [error.message, ...(error.errors ?? []).map((part) => part.message)].join(": ");
        button.disabled = false;
      }
    }

    here.addEventListener("click", () => {
      const { position } = device;
      if (position) {
        element.elements.lat.value = position.lat;
        element.elements.lng.value = position.lng;
        return;
      }
      note.className = "small error";
      note.textContent = "The device has not said where it is.";
    });
    none.addEventListener("click", () =>
      tried(none, async () => {
        await remove(path);
        const { allowedZone } = await get(`/devices/${encodeURIComponent(device.id)}`);
        taken(allowedZone, allowedZone ? "Removed. The zone of all applies." : "Removed. No alert is raised without a zone.");
      }),
    );
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      const filled = inputs.filter((input) => input.value !== "");
      const body = Object.fromEntries(filled.map((input) => [input.name, input.valueAsNumber]));
      tried(save, async () => taken(await post(path, body), "Saved. It applies from the next reading."));
    });
    return element;
  }

  put(holder, isAdmin() ? form() : readOnly(device.allowedZone));
  return h("section", { class: "panel", "aria-labelledby": "zone-title" }, h("div", { class: "heading" }, h("h2", { id: "zone-title" }, "Zone")), holder);
}
