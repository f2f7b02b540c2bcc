// Sign-in with an API key.

import { post } from "./api.js";
import { h } from "./dom.js";
import { state } from "./state.js";

/** The sign-in page; calls `done` once the server opened a session. */
export function loginPage(notice, done) {
  const key = h("input", { id: "key", type: "password", autocomplete: "current-password", required: true, spellcheck: "false" });
  const problem = h("p", { class: "error", role: "alert" }, notice ?? "");
  const button = h("button", { type: "submit" }, "Sign in");
  const form = h(
    "form",
    {
      onsubmit: async (event) => {
        event.preventDefault();
        button.disabled = true;
        problem.textContent = "";
        try {
          state.session = await post("/session", { key: key.value.trim() });
          done();
        } catch (error) {
          problem.textContent = error.status === 401 ? "This key is not known. Keys start with key_." : error.message;
          button.disabled = false;
          key.select();
        }
      },
    },
    h("div", { class: "field" }, h("label", { for: "key" }, "API key"), key),
    problem,
    button,
  );
  return h(
    "section",
    { class: "panel card-narrow stack" },
    h("h1", null, "Sign in"),
    form,
    h(
      "div",
      { class: "small soft" },
      h("p", null, "The server prints a one-time link at its start. Or make a key:"),
      h("pre", null, "cargo run -- provision key --role admin"),
    ),
  );
}
