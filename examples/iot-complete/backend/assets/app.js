// Starts the dashboard: session, pages by address, header.

import { alertsPage } from "./alerts.js";
import { analyticsPage } from "./analytics.js";
import { get, remove } from "./api.js";
import { devicePage } from "./device.js";
import { h, put } from "./dom.js";
import { follow, stop } from "./live.js";
import { loginPage } from "./login.js";
import { overviewPage } from "./overview.js";
import { load, on, state } from "./state.js";

const REFRESH_MS = 30000;
const main = document.getElementById("main");
const title = document.title;
let leave = null;
let refresh = null;

/** A page is `{ element, leave }`; `leave` ends its timers and listeners. */
function show(page, name) {
  leave?.();
  leave = page.leave ?? null;
  put(main, page.element);
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.page === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function route() {
  if (!state.session || !state.catalog) return;
  const parts = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  if (parts[0] === "devices" && parts[1]) show(devicePage(parts[1]), "overview");
  else if (parts[0] === "alerts") show(alertsPage(), "alerts");
  else if (parts[0] === "statistics") show(analyticsPage(), "statistics");
  else show(overviewPage(), "overview");
  window.scrollTo(0, 0);
}

function header(signedIn) {
  document.getElementById("nav").hidden = !signedIn;
  document.getElementById("sign-out").hidden = !signedIn;
}

function countAlerts() {
  const count = document.getElementById("alert-count");
  count.hidden = state.active.size === 0;
  count.textContent = state.active.size;
  count.setAttribute("aria-label", `${state.active.size} active`);
  document.title = state.active.size === 0 ? title : `(${state.active.size}) ${title}`;
}

function signedOut(notice) {
  stop();
  clearInterval(refresh);
  state.session = null;
  header(false);
  show({ element: loginPage(notice, signedIn) }, null);
  document.getElementById("key").focus();
}

async function signedIn() {
  put(main, h("p", { class: "soft", role: "status" }, "Loading…"));
  try {
    await load();
  } catch (error) {
    if (error.status === 401) return;
    const again = h("button", { type: "button", onclick: signedIn }, "Try again");
    put(main, h("section", { class: "panel stack" }, h("p", { class: "error" }, `Cannot load: ${error.message}`), h("div", null, again)));
    return;
  }
  header(true);
  route();
  follow();
  clearInterval(refresh);
  // Status ages without any event: a silent device turns stale.
  refresh = setInterval(() => load().catch(() => {}), REFRESH_MS);
}

async function start() {
  const expired = location.hash === "#/expired";
  if (expired) history.replaceState(null, "", "/");
  try {
    state.session = await get("/session");
  } catch {
    signedOut(expired ? "This link was used already or is older than 15 minutes." : null);
    return;
  }
  signedIn();
}

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
document.getElementById("sign-out").addEventListener("click", async () => {
  await remove("/session").catch(() => {});
  signedOut(null);
});
window.addEventListener("hashchange", route);
window.addEventListener("signed-out", () => {
  if (state.session) signedOut("The session has ended. Sign in again.");
});
on("all", countAlerts);
on("alert", countAlerts);
start();
