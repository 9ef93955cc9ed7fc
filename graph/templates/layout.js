// Where everything stands for one window of days: marks where they fit, honest columns where they do not.

const COLUMN = 12; // width of a column that stands for more events than there is room for

/** First index whose anchor is not before the day. */
function lowerBound(events, day) {
  let low = 0, high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (events[middle].anchor < day) low = middle + 1; else high = middle;
  }
  return low;
}

/** Marks, columns, spans, links and labels of the lanes between from and to, at k pixels a day; x counts from `from`. */
function layout(lanes, { from, to, k }) {
  const x = (day) => (day - from) * k;
  const out = { lanes, k, x, from, to, marks: [], columns: [], spans: [], bars: [], links: [], labels: [], tallest: 1, edges: [x(S.from), x(S.to)] };
  for (const lane of lanes.lanes) {
    lane.placed = lane.inset ? [{ x1: -Infinity, x2: Infinity, y1: lane.top, y2: lane.top + lane.inset - 3 }] : [];
    if (lane.others) lane.tallest = 1;
    placeLane(lane, out);
    for (const bar of lane.bars) {
      if (bar.start <= to && (bar.end === null || bar.end >= from)) out.bars.push({ lane, start: bar.start, end: bar.end });
    }
  }
  if (out.marks.length <= 1200) placeLabels(lanes, out);
  if (S.lanes === "actor") placeLinks(out);
  return out;
}

function placeLane(lane, out) {
  const margin = 20 / out.k;
  const small = lane.section === "secondary";
  const size = lane.folded ? 3.4 : small ? 3.6 : MARK;
  const gap = 2 * size + 2;
  const pitch = lane.folded ? 0 : SHAPES[lane.section].pitch;
  const cap = lane.folded ? 1 : Math.max(1, Math.floor((lane.height - lane.inset - 4) / pitch));
  const events = lane.events;
  let i = lowerBound(events, out.from - margin);
  const stop = out.to + margin;
  while (i < events.length && events[i].anchor <= stop) {
    // a run: events whose marks would touch
    const start = i;
    const ends = [], rowOf = [];
    let fits = true, last = -Infinity;
    while (i < events.length && events[i].anchor <= stop) {
      const at = out.x(events[i].anchor);
      if (at - last >= gap && i > start) break;
      if (fits) {
        let row = 0;
        while (row < ends.length && at - ends[row] < gap) row += 1;
        if (row >= cap) fits = false;
        else { ends[row] = at; rowOf.push(row); }
      }
      last = at;
      i += 1;
    }
    if (fits) placeMarks(lane, out, events, start, i, rowOf, { pitch, size, rows: ends.length });
    else placeColumns(lane, out, events, start, i);
  }
  for (const event of lane.wide ??= events.filter((one) => one.last - one.first >= 2)) {
    if (small || event.last < out.from || event.first > out.to || (event.last - event.first) * out.k < 16) continue;
    const place = event.mark && event.mark.scene === out ? event.mark : null;
    if (!place && event.anchor > out.from && event.anchor < out.to) continue; // counted in a column
    out.spans.push({ event, lane, x1: out.x(event.first), x2: out.x(event.last + 1), y: place ? place.y : lane.top + lane.inset + 3, near: Boolean(place) });
  }
}

function placeMarks(lane, out, events, start, stop, rowOf, { pitch, size, rows }) {
  const middle = lane.top + (lane.height + lane.inset) / 2;
  for (let j = start; j < stop; j += 1) {
    const event = events[j];
    const mark = { event, lane, x: out.x(event.anchor), y: middle + (rowOf[j - start] - (rows - 1) / 2) * pitch, size };
    out.marks.push(mark);
    lane.placed.push({ x1: mark.x - size - 1, x2: mark.x + size + 1, y1: mark.y - size, y2: mark.y + size });
    if (lane.section === "primary") { mark.scene = out; event.mark = mark; }
  }
}

/** Columns are bound to days, not to the window, so that they do not flicker while moving. */
function placeColumns(lane, out, events, start, stop) {
  const days = Math.max(COLUMN / out.k, 1);
  let column = null;
  for (let j = start; j < stop; j += 1) {
    const event = events[j];
    const bin = Math.floor(event.anchor / days);
    if (!column || column.bin !== bin) {
      if (column) closeColumn(column, out);
      column = { lane, bin, from: bin * days, to: (bin + 1) * days, x: out.x(bin * days), width: days * out.k, start: j, count: 0, tally: new Uint16Array(GROUPS.length * 2) };
    }
    column.count += 1;
    column.tally[event.groupIndex * 2 + (event.status === "asserted" ? 0 : 1)] += 1;
  }
  closeColumn(column, out);
}

function closeColumn(column, out) {
  const { lane } = column;
  out.columns.push(column);
  lane.placed.push({ x1: column.x, x2: column.x + column.width, y1: lane.top, y2: lane.top + lane.height });
  if (lane.others) lane.tallest = Math.max(lane.tallest, column.count);
  else out.tallest = Math.max(out.tallest, column.count);
}

/** The events that a column stands for. */
function columnEvents(column) {
  return column.lane.events.slice(column.start, column.start + column.count);
}

/** Whether a mark stands for one act on several targets. */
function several(mark) {
  return mark.lane.section === "primary" && S.lanes !== "target" && mark.event.act !== null && mark.event.act.length > 1;
}

function free(lane, box) {
  return lane.placed.every((one) => box.x2 < one.x1 || box.x1 > one.x2 || box.y2 < one.y1 || box.y1 > one.y2);
}

/** Labels in order of weight, each only where it covers nothing. */
function placeLabels(lanes, out) {
  for (const span of out.spans.filter((one) => one.near)) {
    span.lane.placed.push({ x1: span.x1, x2: span.x2, y1: span.y - 2, y2: span.y + 2 });
  }
  const wanted = out.marks.filter((mark) => mark.size === MARK).sort((a, b) => b.event.weight - a.event.weight || a.event.index - b.event.index);
  for (const mark of wanted) {
    const text = S.lanes === "actor" ? mark.event.actDoing : S.lanes === "target" ? mark.event.headline : mark.event.actHeadline;
    for (const share of [1, 0.7]) {
      const shown = share === 1 ? text : fitText(text, textWidth(text) * share);
      if (!shown || (share < 1 && (shown === text || shown.length < 18))) continue;
      const wide = textWidth(shown);
      if (wide > 420) continue;
      const aside = several(mark) ? 10 : 0;
      const toRight = { x1: mark.x + MARK + 4 + aside, x2: mark.x + MARK + 8 + aside + wide, y1: mark.y - 6, y2: mark.y + 6 };
      const toLeft = { x1: mark.x - MARK - 8 - wide, x2: mark.x - MARK - 4, y1: mark.y - 6, y2: mark.y + 6 };
      const right = { box: toRight, at: toRight.x1, anchor: "start" }, left = { box: toLeft, at: toLeft.x2, anchor: "end" };
      const cut = mark.x <= out.edges[1] && toRight.x2 > out.edges[1]; // no name is cut by the edge of the window
      const cutLeft = mark.x >= out.edges[0] && toLeft.x1 < out.edges[0];
      const side = [cut ? null : right, cutLeft ? null : left].filter(Boolean).find((one) => free(mark.lane, one.box));
      if (!side) continue;
      mark.lane.placed.push(side.box);
      out.labels.push({ text: shown, x: side.at, y: mark.y + 3.8, anchor: side.anchor, mark });
      break;
    }
  }
}

/** Hairlines from the act to its target's lane. */
function placeLinks(out) {
  const acts = new Map();
  for (const mark of out.marks) if (mark.lane.section === "primary") acts.set(mark.event.act, mark);
  for (const mark of out.marks) {
    const from = mark.lane.section === "secondary" ? acts.get(mark.event.act) : null;
    if (from) out.links.push({ event: mark.event, from, to: mark });
  }
}
