// The commands of one device: a button for each where the session may give them, and what became of the latest.

import { list, post } from "./api.js";
import { h, put } from "./dom.js";
import { ago, moment } from "./format.js";
import { isAdmin, state } from "./state.js";

const SHOWN = 5;
const LOOK_MS = 2000;
const OPEN = ["pending", "sent"];

/** The panel is `{ element, leave }`; `leave` ends its timer. */
export function commandPanel(device) {
  const path = `/devices/${encodeURIComponent(device.id)}/commands`;
  const problem = h("p", { class: "error small", role: "alert" });
  const shown = h("div", { role: "status" });
  let timer = null;
  let left = false;

  function line({ name, status, issuedAt, issuedBy, message }) {
    const label = state.catalog.commands.find((command) => command.name === name)?.label ?? name;
    const text = `${label}: ${message ? `${status}, ${message}` : status}`;
    return h("p", { title: `${issuedBy}, ${moment(issuedAt)}` }, text, " ", h("span", { class: "soft small" }, ago(issuedAt)));
  }

  async function look() {
    clearTimeout(timer);
    try {
      const items = await list(path, {}, SHOWN);
      put(shown, items.length === 0 ? h("p", { class: "soft" }, "None so far.") : items.map(line));
      if (!left && items.some(({ status }) => OPEN.includes(status))) timer = setTimeout(look, LOOK_MS);
    } catch (error) {
      problem.textContent = error.message;
    }
  }

  function button({ name, label }) {
    const element = h("button", { type: "button", class: "quiet", "data-command": name }, label);
    element.addEventListener("click", async () => {
      element.disabled = true;
      problem.textContent = "";
      try {
        await post(`${path}/${encodeURIComponent(name)}`, {});
        await look();
      } catch (error) {
        problem.textContent = error.message;
      }
      element.disabled = false;
    });
    return element;
  }

  const buttons = isAdmin() ? h("div", { class: "inline" }, state.catalog.commands.map(button)) : null;
  const title = h("div", { class: "heading" }, h("h2", { id: "commands-title" }, "Commands"));
  look();
  return {
    element: h("section", { class: "panel stack", "aria-labelledby": "commands-title" }, title, buttons, problem, shown),
    leave: () => {
      left = true;
      clearTimeout(timer);
    },
  };
}
