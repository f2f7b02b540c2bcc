// Talks to the REST interface; the session cookie signs every call.

/** An error answer (RFC 9457) with the reason the server gave. */
export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail || body?.title || `the server answered ${status}`);
    this.status = status;
    this.errors = body?.errors ?? [];
  }
}

async function call(method, path, body) {
  const options = { method, headers: { accept: "application/json" }, credentials: "same-origin" };
  if (body !== undefined) {
    options.headers["content-type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  const response = await fetch(path, options);
  if (response.status === 204) return null;
  const text = await response.text();
  let parsed = null;
  try {
    parsed = text === "" ? null : JSON.parse(text);
  } catch {
    parsed = { detail: text.slice(0, 200) };
  }
  if (response.ok) return parsed;
  if (response.status === 401) window.dispatchEvent(new Event("signed-out"));
  throw new Problem(response.status, parsed);
}

export const get = (path) => call("GET", path);
export const post = (path, body) => call("POST", path, body);
export const patch = (path, body) => call("PATCH", path, body);
export const remove = (path) => call("DELETE", path);

/** Most items that the server gives at once. */
const LARGEST_PAGE = 1000;

/** Path with a query; empty values are left out, and `limit` is no more than a page. */
export function address(path, query) {
  const limit = query.limit ? Math.min(query.limit, LARGEST_PAGE) : null;
  const pairs = Object.entries({ ...query, limit }).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
}

/** Walks a list by its cursors up to `most` items. */
export async function list(path, query = {}, most = 5000) {
  const items = [];
  let cursor = null;
  do {
    const page = await get(address(path, { limit: most, ...query, cursor }));
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && items.length < most);
  return items.slice(0, most);
}
