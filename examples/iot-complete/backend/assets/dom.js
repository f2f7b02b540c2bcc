// Builds and replaces elements. Text is always set as text, so nothing a device sends can become markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Makes an HTML element; attributes named `on…` become event listeners. */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Makes an SVG element. */
export function s(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Replaces what `element` holds. */
export function put(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets text only when it differs, so that a screen reader is not told the same twice. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Shows a short message at the lower edge for a few seconds. */
export function toast(text) {
  const box = document.getElementById("toasts");
  const note = h("div", { class: "toast" }, text);
  box.append(note);
  setTimeout(() => note.remove(), 5000);
}
