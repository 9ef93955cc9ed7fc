// Which lanes there are, in which order and how high: decided when the filters change, never while moving.

const MARK = 6; // half the side of a mark, in pixels
const HEADER = 26; // a section's heading
const AXIS = 40; // the axis above the lanes

const LANE_OF = {
  actor: (event) => [event.actor ? event.actor.id : "-", event.actorName],
  target: (event) => [event.target ? event.target.id : "-", event.targetName || "No target named"],
  group: (event) => [event.group, GROUP.get(event.group).label],
  country: (event) => [event.target && event.target.country ? event.target.country : "-",
    event.target && event.target.country ? countryName(event.target.country) : "No country known"],
};

/** How much a reader would miss an event. */
function weight(event) {
  const status = { asserted: 1, planned: 0.7, possible: 0.5, negated: 0.5, counterfactual: 0.3 }[event.status];
  const group = { restrict: 1.3, relax: 1.3 }[event.group] || 1;
  const named = (event.actor ? 1 : 0.5) * (event.target ? 1 : 0.6);
  return status * group * named * (event.state ? 0.5 : 1) * (1 + Math.log2(event.sources)) * (0.5 + event.confidence / 200);
}

/** Whether a lane's name says who: "vessels" and "people" do not, and come after those that do. */
function namesSomebody(event, mode, key) {
  if (key === "-") return false;
  const entity = mode === "actor" ? event.actor : mode === "target" ? event.target : null;
  return !entity || !entity.generic;
}

/** Events by lane, the weightiest lane first; those of nobody named come last. */
function collect(events, mode, section) {
  const lanes = new Map();
  for (const event of events) {
    const [key, label] = LANE_OF[mode](event);
    let lane = lanes.get(key);
    if (!lane) {
      lane = { key: `${section}:${key}`, label, section, events: [], score: 0, named: namesSomebody(event, mode, key), bars: [], acts: new Set() };
      lanes.set(key, lane);
    }
    lane.score += event.weight;
    if (section === "primary" && mode !== "target") {
      if (lane.acts.has(event.act)) continue;
      lane.acts.add(event.act);
    }
    lane.events.push(event);
  }
  const order = new Map(GROUPS.map((group, i) => [group.label, i]));
  return [...lanes.values()].sort((a, b) => b.named - a.named
    || (mode === "group" ? order.get(a.label) - order.get(b.label) : b.score - a.score) || (a.label < b.label ? -1 : 1));
}

/** The best lanes one by one and the rest together, so that a page of lanes holds every event. */
function summarise(lanes, limit, section, noun) {
  if (lanes.length <= limit || S.open.has(section)) return lanes;
  const rest = lanes.slice(limit - 1);
  const others = {
    key: `${section}:others`, label: `${rest.length} other ${noun}`, section, named: false, others: true, bars: [],
    score: 0, events: rest.flatMap((lane) => lane.events).sort((a, b) => a.anchor - b.anchor),
  };
  return [...lanes.slice(0, limit - 1), others];
}

/** Periods in force, told by acts that open, prolong and close: for one actor and one target each. */
function inForce(events) {
  const pairs = new Map();
  for (const event of events) {
    if (event.status !== "asserted" || event.state || event.start === null || !event.target) continue;
    const key = `${event.actor ? event.actor.id : "-"} ${event.target.id}`;
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(event);
  }
  const bars = [];
  for (const list of pairs.values()) bars.push(...periods(list.sort((a, b) => a.start - b.start)));
  return bars;
}

const OPENS = new Set(["impose", "designate", "reimpose", "expand"]);
const CLOSES = new Set(["lift", "delist", "unfreeze"]);
function periods(list) {
  const out = [];
  let open = null;
  for (const event of list) {
    if (open && open.end !== null && open.end < event.start) { out.push(open); open = null; }
    if (OPENS.has(event.action.id)) {
      if (open) open.end = event.until === null ? open.end : Math.max(open.end || 0, event.until);
      else open = { start: event.start, end: event.until, target: event.target, actor: event.actorName, closed: event.until !== null };
    } else if (open && event.action.id === "extend" && event.until !== null) {
      open.end = Math.max(open.end || 0, event.until);
    } else if (open && CLOSES.has(event.action.id)) {
      out.push({ ...open, end: event.start, closed: true });
      open = null;
    }
  }
  if (open) out.push(open);
  return out;
}

/** How many rows of marks the busiest moment of a lane needs at k pixels a day, up to a cap. */
function depth(events, k, cap) {
  const rowsEnd = [];
  let deepest = 1;
  for (const event of events) {
    const x = event.anchor * k;
    let row = rowsEnd.findIndex((end) => x - end >= 2 * MARK + 2);
    if (row < 0) row = rowsEnd.length;
    if (row >= cap) return cap;
    rowsEnd[row] = x;
    deepest = Math.max(deepest, row + 1);
  }
  return deepest;
}

const SHAPES = { primary: { base: 25, pitch: 13, cap: 3 }, secondary: { base: 19, pitch: 9, cap: 2 } };

/** The rows and the least height that a lane needs for the window as it is. */
function size(lane, k, inside) {
  const { base, pitch, cap } = SHAPES[lane.section];
  lane.folded = S.open.has(`fold ${lane.key}`);
  const inWindow = lane.events.slice(lowerBound(lane.events, S.from), lowerBound(lane.events, S.to));
  lane.rows = lane.folded ? 1 : depth(inWindow, k, cap + (S.open.has(lane.section) ? 1 : 0));
  lane.inset = inside ? 13 : 0;
  lane.height = lane.folded ? 16 + lane.inset : base + lane.inset + (lane.rows - 1) * pitch;
  return lane;
}

/** As many of the best lanes as the room holds, the rest together in one. */
function fill(lanes, room, section, noun, k, inside) {
  let used = 0, count = 0;
  while (count < lanes.length && used + size(lanes[count], k, inside).height <= room - (count < lanes.length - 1 ? 44 : 0)) {
    used += lanes[count].height;
    count += 1;
  }
  const kept = summarise(lanes, count === lanes.length ? count : Math.max(count + 1, 3), section, noun);
  return kept.map((lane) => size(lane, k, inside));
}

/** All lanes with their place, for a plot of this width and height. */
function buildLanes(events, width, height, inside) {
  const k = width / (S.to - S.from);
  const primary = collect(events, S.lanes, "primary");
  const secondary = S.lanes === "actor" ? collect(events.filter((event) => event.target), "target", "secondary") : [];
  const nouns = { actor: "actors", target: "targets", group: "groups", country: "countries" };
  const room = Math.max(height, inside ? 620 : 0) - AXIS - HEADER * (secondary.length ? 2 : 1) - 6;
  const wish = secondary.reduce((sum, lane) => sum + size(lane, k, inside).height, 0);
  const reserve = Math.min(wish, room * 0.36);
  const titles = { actor: "Who acts", target: "Who is targeted", group: "What is done", country: "Country of the target" };
  const sections = [{ id: "primary", title: titles[S.lanes], all: primary, lanes: fill(primary, room - reserve, "primary", nouns[S.lanes], k, inside) }];
  if (secondary.length) {
    const left = room - sections[0].lanes.reduce((sum, lane) => sum + lane.height, 0);
    sections.push({ id: "secondary", title: "Who is targeted", all: secondary, lanes: fill(secondary, Math.max(left, room * 0.3), "secondary", "targets", k, inside) });
  }
  const lanes = sections.flatMap((section) => section.lanes);
  const spare = (room - lanes.reduce((sum, lane) => sum + lane.height, 0)) / Math.max(lanes.filter((lane) => !lane.folded).length, 1);
  let top = AXIS;
  for (const section of sections) {
    section.top = top;
    top += HEADER;
    for (const lane of section.lanes) {
      if (!lane.folded) lane.height = Math.floor(lane.height + Math.min(Math.max(spare, 0), 18));
      lane.top = top;
      top += lane.height;
    }
  }
  attachBars(sections, inForce(events));
  return { sections, lanes, height: Math.max(top + 6, height) };
}

/** Bars stand in the lanes of targets, where there are such; those of several actors become one where they meet. */
function attachBars(sections, bars) {
  if (!["actor", "target"].includes(S.lanes)) return;
  const section = sections[sections.length - 1];
  const lanes = new Map(section.lanes.map((lane) => [lane.key, lane]));
  for (const bar of bars.sort((a, b) => a.start - b.start)) {
    const lane = lanes.get(`${section.id}:${bar.target.id}`);
    if (!lane) continue;
    const last = lane.bars[lane.bars.length - 1];
    if (last && (last.end === null || bar.start <= last.end)) last.end = last.end === null || bar.end === null ? null : Math.max(last.end, bar.end);
    else lane.bars.push({ start: bar.start, end: bar.end });
  }
}
