// Alerts: the cards of the active ones and the history page.

import { address, get, post } from "./api.js";
import { h, put, toast } from "./dom.js";
import { ago, limitText, moment, quantity, span } from "./format.js";
import { isAdmin, metricOf, on, state, takeAlert } from "./state.js";

const PAGE = 50;

/** What the alert says, in one line. */
export function sentence(alert) {
  const metric = metricOf(alert.metric);
  if (!metric || alert.value === null) return alert.message;
  const limit = alert.limit === null ? "" : `, limit ${limitText(alert.limit, metric)}`;
  return `${metric.label} ${quantity(alert.value, metric)}${limit}`;
}

function nameOf(deviceId) {
  return state.devices.get(deviceId)?.name || deviceId;
}

function deviceLink(alert) {
  return h("a", { href: `#/devices/${encodeURIComponent(alert.deviceId)}` }, nameOf(alert.deviceId));
}

async function act(alert, verb, button) {
  button.disabled = true;
  try {
    takeAlert(await post(`/alerts/${encodeURIComponent(alert.id)}/${verb}`));
  } catch (error) {
    button.disabled = false;
    toast(`Not done: ${error.message}`);
  }
}

function actions(alert) {
  const button = (verb, text) => {
    const element = h("button", { type: "button", class: "quiet", "aria-label": `${text}: ${sentence(alert)}, ${nameOf(alert.deviceId)}` }, text);
    element.addEventListener("click", () => act(alert, verb, element));
    return element;
  };
  return [alert.acknowledgedAt ? null : button("ack", "Acknowledge"), alert.status === "active" ? button("clear", "Clear") : null];
}

function acknowledged(alert) {
  if (alert.acknowledgedAt) return alert.acknowledgedBy ?? "yes";
  return alert.status === "active" && isAdmin() ? h("div", { class: "inline" }, actions(alert)) : "–";
}

/** Cards of alerts, newest first. */
export function alertList(alerts) {
  const sorted = [...alerts].sort((a, b) => b.raisedAt.localeCompare(a.raisedAt));
  return h(
    "ul",
    { class: "alert-list" },
    sorted.map((alert) =>
      h(
        "li",
        { class: `alert ${alert.severity}` },
        h(
          "div",
          null,
          h("strong", null, sentence(alert)),
          h(
            "div",
            { class: "small soft" },
            deviceLink(alert),
            ` · ${alert.severity} · `,
            h("time", { datetime: alert.raisedAt, title: moment(alert.raisedAt) }, `raised ${ago(alert.raisedAt)}`),
            alert.acknowledgedAt ? ` · acknowledged by ${alert.acknowledgedBy ?? "an admin"}` : null,
          ),
        ),
        isAdmin() ? h("div", { class: "inline" }, actions(alert)) : null,
      ),
    ),
  );
}

function lasted(alert) {
  const end = alert.clearedAt ? Date.parse(alert.clearedAt) : Date.now();
  return span(Math.max(0, Math.round((end - Date.parse(alert.raisedAt)) / 1000)));
}

/** A table of alerts; `withDevice` adds the column that names the device. */
export function alertTable(alerts, withDevice) {
  const head = ["Alert", withDevice ? "Where" : null, "State", "Raised", "Lasted", "Acknowledged"].filter(Boolean);
  return h(
    "table",
    { class: "rows wide" },
    h("thead", null, h("tr", null, head.map((text) => h("th", { scope: "col" }, text)))),
    h(
      "tbody",
      null,
      alerts.map((alert) =>
        h(
          "tr",
          null,
          h("td", null, h("strong", null, sentence(alert)), h("div", { class: "small soft" }, `${alert.type} · ${alert.severity}`)),
          withDevice ? h("td", null, deviceLink(alert)) : null,
          h("td", null, h("span", { class: `badge ${alert.status}` }, alert.status === "active" ? "Active" : "Cleared")),
          h("td", { "data-label": "Raised" }, moment(alert.raisedAt)),
          h("td", { "data-label": "Lasted" }, lasted(alert)),
          h("td", { "data-label": "Acknowledged" }, acknowledged(alert)),
        ),
      ),
    ),
  );
}

/** The history page. */
export function alertsPage() {
  const choice = (label, pairs) => h("select", { "aria-label": label, onchange: () => fetchFirst() }, pairs.map(([value, text]) => h("option", { value }, text)));
  const status = choice("State", [
    ["", "Every state"],
    ["active", "Active"],
    ["cleared", "Cleared"],
  ]);
  const severity = choice("Severity", [
    ["", "Every severity"],
    ["critical", "Critical"],
    ["high", "High"],
    ["warning", "Warning"],
    ["info", "Info"],
  ]);
  const holder = h("div", { "aria-live": "polite" });
  const more = h("button", { type: "button", class: "quiet", hidden: true, onclick: () => fetchNext() }, "Older alerts");
  const element = h(
    "section",
    { class: "panel stack" },
    h("div", { class: "heading" }, h("h1", null, "Alerts"), h("div", { class: "inline" }, status, severity)),
    holder,
    h("div", null, more),
  );
  let alerts = [];
  let cursor = null;

  function draw() {
    put(holder, alerts.length === 0 ? h("p", { class: "soft" }, "No alerts. They appear here when a limit is crossed.") : alertTable(alerts, true));
    more.hidden = cursor === null;
  }

  async function fetchPage(after) {
    try {
      const page = await get(address("/alerts", { limit: PAGE, status: status.value, severity: severity.value, cursor: after }));
      alerts = after ? alerts.concat(page.items) : page.items;
      cursor = page.nextCursor;
      draw();
    } catch (error) {
      put(holder, h("p", { class: "error" }, `Cannot load alerts: ${error.message}`));
    }
  }

  const fetchFirst = () => fetchPage(null);
  const fetchNext = () => fetchPage(cursor);
  const fits = (alert) => (!status.value || alert.status === status.value) && (!severity.value || alert.severity === severity.value);
  const leave = on("alert", (alert) => {
    const index = alerts.findIndex((known) => known.id === alert.id);
    if (index >= 0) alerts[index] = alert;
    else if (fits(alert)) alerts.unshift(alert);
    draw();
  });
  fetchFirst();
  return { element, leave };
}
