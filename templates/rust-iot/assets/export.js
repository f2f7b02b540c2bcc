// A link that downloads what the charts of a device show, as a table.

import { address } from "./api.js";
import { h } from "./dom.js";

/** The link; `spanMs` tells how far back the charts go when it is followed. */
export function exportLink(id, spanMs) {
  const link = h("a", { class: "small", download: "" }, "Download CSV");
  const aim = () => {
    const now = Date.now();
    const [from, to] = [now - spanMs(), now].map((time) => new Date(time).toISOString());
    link.href = address(`/readings/device/${encodeURIComponent(id)}/export.csv`, { from, to });
  };
  link.addEventListener("click", aim);
  aim();
  return link;
}
