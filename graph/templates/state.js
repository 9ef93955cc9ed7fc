// What the reader has chosen: one object, changed in one place, mirrored in the address so that it can be sent on.

const FACETS = [
  { id: "actor", label: "Actor", of: (event) => [event.actorName] },
  { id: "target", label: "Target", of: (event) => [event.targetName || "No target named"] },
  { id: "country", label: "Country", of: (event) => [...new Set([event.actor, event.target].map((one) => one && one.country).filter(Boolean))].map(countryName) },
  { id: "action", label: "Action", of: (event) => [event.action.label] },
  { id: "measure", label: "Measure", of: (event) => event.measures.map((name) => name.replaceAll("-", " ")) },
  { id: "status", label: "Status", of: (event) => [event.state ? `state, ${event.status}` : event.status] },
  { id: "source", label: "Source", of: (event) => event.publishers },
];
const LANE_MODES = { actor: "Actor and target", target: "Target", group: "Action", country: "Target country" };
const listeners = [];

const S = {
  lanes: "actor", clock: "event", from: 0, to: 1, groups: new Set(),
  facets: Object.fromEntries(FACETS.map((facet) => [facet.id, new Set()])),
  confidence: 0, query: "", selected: null, bin: null, view: "chart", open: new Set(), theme: "",
  ego: "", way: "", // in the network: the actor chosen, and the one to which a way is shown
};
let D = null; // the data
let shown = []; // the events that pass the filters, in order of time
let extent = [0, 1]; // first and last day that any event has

const regionNames = (() => {
  try { return new Intl.DisplayNames(["en"], { type: "region" }); } catch { return null; }
})();

function countryName(code) {
  if (code === "EU") return "European Union";
  try { return (regionNames && regionNames.of(code)) || code; } catch { return code; }
}

/** Put every event on the clock in use: the day it happened, or the day it was reported. */
function setClock() {
  for (const event of D.events) {
    event.floating = S.clock === "event" && event.start === null;
    event.first = S.clock === "report" || event.floating ? event.report : event.start;
    event.last = S.clock === "report" || event.floating ? event.report : event.end;
    event.anchor = (event.first + event.last + 1) / 2;
  }
  D.events.sort((a, b) => a.anchor - b.anchor || a.first - b.first || a.index - b.index);
  let low = Infinity, high = -Infinity;
  for (const event of D.events) {
    low = Math.min(low, event.first);
    high = Math.max(high, event.last);
  }
  extent = D.events.length ? [low, high + 1] : [0, 1];
  const pad = Math.max((extent[1] - extent[0]) * 0.02, 4);
  extent = [extent[0] - pad, extent[1] + pad];
}

/** Whether an event passes the filters, leaving out one facet so that its own choices can be counted. */
function passes(event, except) {
  if (event.confidence < S.confidence) return false;
  if (except !== "group" && S.groups.size && !S.groups.has(event.group)) return false;
  for (const facet of FACETS) {
    const chosen = S.facets[facet.id];
    if (facet.id !== except && chosen.size && !facet.of(event).some((value) => chosen.has(value))) return false;
  }
  return !S.query || S.query.split(/\s+/).every((word) => event.text.includes(word));
}

function filter() {
  shown = D.events.filter((event) => passes(event, null));
  const acts = new Map();
  for (const event of shown) {
    const key = `${event.actor ? event.actor.id : event.index} ${event.action.id} ${event.first} ${event.last} ${event.status} ${event.state} ${event.floating}`;
    const act = acts.get(key);
    if (act) act.push(event); else acts.set(key, [event]);
  }
  for (const event of D.events) event.act = null;
  for (const act of acts.values()) {
    if (act.length > 1) act.sort((a, b) => a.index - b.index); // as the sentence names them
    for (const event of act) event.act = act;
  }
}

/** Events with each act told once, by the first of its events. */
function actsOf(events) {
  const seen = new Set();
  return events.filter((event) => !seen.has(event.act) && seen.add(event.act));
}

/** The shortest period that holds nearly all events, when much of the whole is empty. */
function densePeriod() {
  const days = D.events.map((event) => event.anchor).sort((a, b) => a - b);
  if (!days.length) return [extent[0], extent[1]];
  const need = Math.max(Math.ceil(days.length * 0.8), 1);
  let best = [days[0], days[days.length - 1]];
  for (let i = 0; i + need <= days.length; i += 1) {
    if (days[i + need - 1] - days[i] < best[1] - best[0]) best = [days[i], days[i + need - 1]];
  }
  const whole = days[days.length - 1] - days[0];
  if (best[1] - best[0] > whole * 0.5) best = [days[0], days[days.length - 1]];
  const pad = Math.max((best[1] - best[0]) * 0.03, 4);
  return [best[0] - pad, best[1] + pad * 1.2];
}

/** The days on which the page opens: those around its subject, where it has one. */
function homePeriod() {
  return D.focus || densePeriod();
}

function onChange(listener) {
  listeners.push(listener);
}

let pending = null;
/** Change the state; what must follow (filtering, layout, drawing) is done once in the next frame. */
function change(values, { data = false, quiet = false } = {}) {
  Object.assign(S, values);
  if ("clock" in values) { setClock(); data = true; }
  pending = { data: data || (pending && pending.data), quiet };
  if (change.frame) return;
  change.frame = requestAnimationFrame(() => {
    const what = pending;
    pending = null;
    change.frame = 0;
    if (what.data) filter();
    for (const listener of listeners) listener(what);
    scheduleHash();
  });
}

/** Show the days from..to, kept between a day and a little more than there is. */
function showPeriod(from, to) {
  const width = extent[1] - extent[0];
  const span = Math.min(Math.max(to - from, 3), Math.max(width * 1.15, 12));
  let first = from + (to - from - span) / 2;
  first = Math.min(Math.max(first, extent[0] - span * 0.45), extent[1] - span * 0.55);
  change({ from: first, to: first + span });
}

function scheduleHash() {
  clearTimeout(scheduleHash.timer);
  scheduleHash.timer = setTimeout(writeHash, 250);
}

/** The state as the part of the address after the hash sign. */
function hashOf() {
  const out = new URLSearchParams();
  out.set("from", isoDay(S.from));
  out.set("to", isoDay(Math.ceil(S.to)));
  if (S.lanes !== "actor") out.set("lanes", S.lanes);
  if (S.clock !== "event") out.set("clock", S.clock);
  if (S.view !== "chart") out.set("view", S.view);
  if (S.groups.size) out.set("groups", [...S.groups].sort().join(","));
  for (const facet of FACETS) for (const value of [...S.facets[facet.id]].sort()) out.append(facet.id, value);
  if (S.confidence) out.set("confidence", String(S.confidence));
  if (S.query) out.set("q", S.query);
  if (S.selected) out.set("event", S.selected.id);
  for (const key of [...S.open].sort()) out.append("open", key);
  if (tableState.sort !== "date" || tableState.down) out.set("sort", `${tableState.down ? "-" : ""}${tableState.sort}`);
  if (S.ego) out.set("ego", S.ego);
  if (S.way) out.set("way", S.way);
  if (S.theme) out.set("theme", S.theme);
  return `#${out}`;
}

/** As many days as were to be shown, with the event in their middle. */
function showAround(event) {
  const half = (S.to - S.from) / 2;
  [S.from, S.to] = [event.anchor - half, event.anchor + half];
}

function writeHash() {
  try { history.replaceState(null, "", hashOf()); } catch { /* a notebook's frame has no address of its own */ }
}

/** Take up the state of the address; what it does not name stays as it is. */
function readHash() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (given.get("clock") === "report") S.clock = "report";
  setClock();
  const from = parseDay(given.get("from")), to = parseDay(given.get("to"));
  [S.from, S.to] = from !== null && to !== null && to > from ? [from, to] : homePeriod();
  if (given.get("lanes") in LANE_MODES) S.lanes = given.get("lanes");
  if (["chart", "table"].includes(given.get("view"))) S.view = given.get("view");
  S.groups = new Set((given.get("groups") || "").split(",").filter((id) => GROUP.has(id)));
  for (const facet of FACETS) S.facets[facet.id] = new Set(given.getAll(facet.id));
  S.confidence = Math.min(Math.max(Number(given.get("confidence")) || 0, 0), 100);
  S.query = (given.get("q") || "").toLowerCase();
  S.selected = D.byId.get(given.get("event")) || null;
  if (S.selected && from === null && (S.selected.last < S.from || S.selected.first > S.to)) showAround(S.selected);
  S.open = new Set(given.getAll("open"));
  const sort = (given.get("sort") || "date").replace(/^-/, "");
  if (COLUMNS.some((one) => one.id === sort && one.key)) Object.assign(tableState, { sort, down: (given.get("sort") || "").startsWith("-") });
  [S.ego, S.way] = [given.get("ego") || "", given.get("way") || ""];
  S.theme = ["light", "dark"].includes(given.get("theme")) ? given.get("theme") : "";
}
