// The chart on vis-network: its canvas, its nodes as marks; the camera stays still and days are mapped to x by us.

const host = document.getElementById("host");
const stage = document.getElementById("stage");
const tall = document.getElementById("tall");
const gutter = document.getElementById("gutter");
const tip = document.getElementById("tip");
const chart = { network: null, nodes: null, pool: [], lanes: null, L: null, width: 0, height: 0, hover: null, column: null, left: 0,
  pen(ctx) { return this.held && this.held.ctx === ctx ? this.held : (this.held = new CanvasPen(ctx)); } };

/** vis-network asks each node how to draw itself; a node of the pool draws the mark it stands for now. */
function drawNode({ ctx, id, x, y }) {
  return {
    drawNode() {
      const mark = chart.pool[id].mark;
      if (!mark || x < chart.left) return;
      drawMark(chart.pen(ctx), mark.event, x, y, mark.size, { strong: Boolean(S.selected) && mark.size === MARK && (S.selected === mark.event || (mark.event.act !== null && S.selected.act === mark.event.act)) });
    },
    nodeDimensions: { width: 16, height: 16 },
  };
}

function scene() {
  const focus = chart.hover || S.selected;
  return {
    lanes: chart.lanes, L: chart.L, view: chart.view, dx: chart.dx, visible, offset: stage.scrollTop, height: chart.height, ticks: chart.ticks, tallest: chart.tallest,
    hot: (event) => Boolean(focus) && (event === focus || (event.act !== null && event.act === focus.act)), faded: () => false, hotColumn: chart.column || S.bin,
  };
}

/** Whether something at this place of the layout is in the window, or may reach into it. */
function visible(x) {
  return x + chart.dx > chart.left - 360 && x + chart.dx < chart.width + 360;
}

function startChart() {
  chart.nodes = new vis.DataSet([]);
  chart.network = new vis.Network(host, { nodes: chart.nodes, edges: new vis.DataSet([]) }, {
    autoResize: false, physics: false, layout: { randomSeed: 1, improvedLayout: false },
    interaction: { dragNodes: false, dragView: false, zoomView: false, selectable: false, hover: false, keyboard: false },
    nodes: { shape: "custom", ctxRenderer: drawNode, physics: false },
  });
  chart.network.on("beforeDrawing", (ctx) => { if (chart.L) drawUnder(chart.pen(ctx), scene()); });
  chart.network.on("afterDrawing", (ctx) => { if (chart.L) drawOver(new CanvasPen(ctx), scene()); });
  new ResizeObserver(() => change({}, { data: true })).observe(stage);
  stage.addEventListener("scroll", () => { placeNodes(); chart.network.redraw(); });
  pointers();
  keys();
}

/** Enough nodes for the marks in view; spare ones stay out of sight. */
function placeNodes() {
  const marks = chart.L.marks.filter((mark) => mark.x + chart.dx >= chart.left && mark.x + chart.dx < chart.width + 10);
  if (marks.length > chart.pool.length) {
    const fresh = [];
    for (let id = chart.pool.length; id < marks.length; id += 1) { chart.pool.push({ mark: null }); fresh.push({ id, x: -9999, y: -9999 }); }
    chart.nodes.add(fresh);
  }
  const { nodes } = chart.network.body;
  const offset = stage.scrollTop;
  chart.pool.forEach((slot, id) => {
    slot.mark = marks[id] || null;
    const y = slot.mark ? slot.mark.y - offset : -9999;
    nodes[id].x = slot.mark && y > AXIS - 8 ? slot.mark.x + chart.dx : -9999;
    nodes[id].y = y;
  });
}

function measure() {
  const box = stage.getBoundingClientRect();
  chart.width = Math.max(Math.floor(stage.clientWidth), 200);
  chart.height = Math.max(Math.floor(box.height), 200);
  chart.left = chart.width < 620 ? 0 : gutterWidth();
  host.style.height = `${chart.height}px`;
  host.style.width = `${chart.width}px`;
  Object.assign(host.dataset, { left: String(chart.left), width: String(chart.width - chart.left) });
}

/** Room for the longest name among the lanes that count, within reason. */
function gutterWidth() {
  const names = collect(shown, S.lanes, "primary").slice(0, 12).concat(S.lanes === "actor" ? collect(shown, "target", "secondary").slice(0, 12) : []);
  const longest = names.reduce((width, lane) => Math.max(width, textWidth(lane.label, `12.5px ${SANS}`)), 60);
  return Math.round(Math.min(longest + 52, 230, chart.width * 0.25));
}

/** Lay out and draw for the state as it is. */
function updateChart({ data }) {
  if (S.view !== "chart") return;
  if (data || !chart.lanes) {
    measure();
    chart.lanes = buildLanes(shown, chart.width - chart.left, chart.height, chart.left === 0);
    tall.style.height = `${chart.lanes.height}px`;
    drawGutter();
    const wide = stage.clientWidth;
    if (wide !== chart.width) measure();
    chart.network.setSize(`${chart.width}px`, `${chart.height}px`);
    chart.scale = null;
  }
  const width = chart.width - chart.left, k = width / (S.to - S.from), span = S.to - S.from;
  chart.view = { left: chart.left, width, k, from: S.from, to: S.to, x: (day) => chart.left + (day - S.from) * k };
  const L = chart.L; // while the window only moves, what was laid out around it is moved along
  if (data || !L || Math.abs(L.k / k - 1) > 1e-9 || S.from < L.from || S.to > L.to) {
    chart.L = layout(chart.lanes, { from: S.from - span * 0.7, to: S.to + span * 0.7, k });
  }
  chart.dx = chart.left + (chart.L.from - S.from) * k;
  if (chart.scale !== Math.round(Math.log2(chart.L.k) * 4)) { // columns keep their measure while the window only moves
    chart.scale = Math.round(Math.log2(chart.L.k) * 4);
    chart.tallest = chart.L.tallest;
  }
  chart.tallest = Math.max(chart.tallest, chart.L.tallest);
  chart.ticks = ticks(S.from, S.to, chart.L.k);
  clearTimeout(chart.rest);
  if (chart.L === L) chart.rest = setTimeout(() => { chart.L = null; change({}); }, 400); // names find their side again
  placeNodes();
  if (data) chart.network.moveTo({ position: { x: chart.width / 2, y: chart.height / 2 }, scale: 1, animation: false });
  chart.network.redraw();
}

/** The names of the lanes, as buttons over the canvas. */
function drawGutter() {
  gutter.replaceChildren();
  gutter.classList.toggle("inside", chart.left === 0);
  for (const section of chart.lanes.sections) {
    const head = make("div", { class: "section" }, make("h2", {}, section.title));
    const hidden = section.all.length > section.lanes.length;
    if (hidden || S.open.has(section.id)) {
      const more = make("button", { type: "button", class: "link" }, hidden ? `show all ${section.all.length}` : "show fewer");
      more.addEventListener("click", () => { toggleOpen(section.id); });
      head.append(more);
    }
    head.style.top = `${section.top}px`;
    gutter.append(head);
    for (const lane of section.lanes) gutter.append(laneButton(lane));
  }
}

function laneButton(lane) {
  const button = make("button", { type: "button", class: lane.folded ? "lane folded" : "lane", "aria-expanded": String(!lane.folded), title: `${lane.label}: ${lane.events.length} events. Click to fold.` },
    make("span", { class: "name" }, lane.label), make("span", { class: "count" }, String(lane.events.length)));
  button.style.top = `${lane.top}px`;
  button.style.height = `${lane.height - 1}px`;
  if (chart.left) button.style.width = `${chart.left - 8}px`;
  button.addEventListener("click", () => toggleOpen(lane.others ? lane.section : `fold ${lane.key}`));
  return button;
}

function toggleOpen(key) {
  const open = new Set(S.open);
  if (!open.delete(key)) open.add(key);
  change({ open }, { data: true });
}

/** The mark or column at a point, with a little tolerance for fingers. */
function hit(x, y) {
  if (!chart.L || x < chart.left || y < AXIS) return null;
  const at = y + stage.scrollTop, { dx } = chart;
  let best = null, distance = 12;
  for (const mark of chart.L.marks) {
    const d = Math.hypot(mark.x + dx - x, mark.y - at);
    if (d < distance) { best = mark; distance = d; }
  }
  if (best) return { event: best.event, x: best.x + dx, y: best.y - stage.scrollTop };
  for (const label of chart.L.labels) {
    const x1 = dx + (label.anchor === "start" ? label.x : label.x - textWidth(label.text));
    if (x >= x1 && x <= x1 + textWidth(label.text) && Math.abs(label.y - 4 - at) < 7) return { event: label.mark.event, x: label.mark.x + dx, y: label.mark.y - stage.scrollTop };
  }
  const column = chart.L.columns.find((one) => x >= one.x + dx && x <= one.x + dx + one.width && at >= one.lane.top && at <= one.lane.top + one.lane.height);
  return column ? { column, x: column.x + dx + column.width / 2, y: column.lane.top - stage.scrollTop } : null;
}

function pointers() {
  const active = new Map();
  let start = null;
  const local = (event) => { const box = host.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  host.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    active.set(event.pointerId, local(event));
    host.setPointerCapture(event.pointerId);
    start = { at: local(event), from: S.from, to: S.to, scroll: stage.scrollTop, moved: false, pinch: active.size === 2 ? pinch() : null };
  });
  const pinch = () => { const [a, b] = [...active.values()]; return { width: Math.max(Math.abs(a[0] - b[0]), 20), middle: (a[0] + b[0]) / 2 }; };
  host.addEventListener("pointermove", (event) => {
    const at = local(event);
    if (!start) { hover(hit(...at), event.pointerType); return; }
    active.set(event.pointerId, at);
    const perPixel = (start.to - start.from) / chart.view.width;
    if (active.size === 2 && start.pinch) {
      const now = pinch(), scale = start.pinch.width / now.width;
      const day = start.from + (start.pinch.middle - chart.left) * perPixel;
      const span = (start.to - start.from) * scale;
      const from = day - ((now.middle - chart.left) / chart.view.width) * span;
      start.moved = true;
      showPeriod(from, from + span);
      return;
    }
    const dx = at[0] - start.at[0], dy = at[1] - start.at[1];
    if (!start.moved && Math.hypot(dx, dy) < 4) return;
    start.moved = true;
    hover(null);
    host.classList.add("dragging");
    stage.scrollTop = start.scroll - dy;
    showPeriod(start.from - dx * perPixel, start.to - dx * perPixel);
  });
  const end = (event) => {
    active.delete(event.pointerId);
    host.classList.remove("dragging");
    if (start && !start.moved && event.type === "pointerup") pick(hit(...local(event)));
    if (!active.size) start = null;
  };
  host.addEventListener("pointerup", end);
  host.addEventListener("pointercancel", end);
  host.addEventListener("pointerleave", () => hover(null));
  host.addEventListener("dblclick", (event) => zoom(0.4, local(event)[0]));
  host.addEventListener("wheel", (event) => {
    event.preventDefault();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
      const days = ((event.deltaX || event.deltaY) / chart.view.width) * (S.to - S.from);
      showPeriod(S.from + days, S.to + days);
    } else zoom(Math.exp(Math.max(Math.min(event.deltaY, 120), -120) * 0.0022), local(event)[0]);
  }, { passive: false });
}

function zoom(factor, x = chart.left + (chart.width - chart.left) / 2) {
  const share = Math.min(Math.max((x - chart.left) / (chart.width - chart.left), 0), 1);
  const day = S.from + share * (S.to - S.from);
  const span = Math.max((S.to - S.from) * factor, 3);
  showPeriod(day - share * span, day + (1 - share) * span);
}

function pick(found) {
  if (!found) { if (S.selected || S.bin) change({ selected: null, bin: null }); return; }
  if (found.column) change({ selected: null, bin: found.column });
  else select(found.event);
}

function select(event, { reveal = false } = {}) {
  change({ selected: event, bin: null });
  if (event && reveal && (event.last < S.from || event.first > S.to)) {
    const half = (S.to - S.from) / 2;
    showPeriod(event.anchor - half, event.anchor + half);
  }
  if (event) announce(`${shortDay(event.first)}: ${event.actHeadline}`);
}

/** What the pointer is over, in a small note beside it. */
function hover(found, kind) {
  const event = found && found.event ? found.event : null, column = found && found.column ? found.column : null;
  host.style.cursor = found ? "pointer" : "";
  if (event !== chart.hover || column !== chart.column) {
    chart.hover = event;
    chart.column = column;
    chart.network.redraw();
  }
  tip.hidden = !found || kind === "touch";
  if (!found) return;
  tip.replaceChildren(...(event ? eventTip(event) : columnTip(column)));
  const box = host.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + found.x, 150), innerWidth - 150);
  tip.style.left = `${x}px`;
  tip.style.top = `${box.top + found.y - 14}px`;
  tip.classList.toggle("below", found.y < 110);
}

function eventTip(event) {
  const sources = event.sources === 1 ? event.publishers[0] : `${event.sources} mentions, ${event.publishers.slice(0, 2).join(", ")}`;
  return [make("div", { class: "when" }, whenText(event)), make("div", { class: "what" }, make("bdi", {}, event.actHeadline)),
    make("div", { class: "more" }, `${event.state ? "state in force" : event.status} · ${sources}`)];
}

function columnTip(column) {
  const list = GROUPS.map((group, i) => [group, column.tally[2 * i] + column.tally[2 * i + 1]]).filter(([, count]) => count)
    .map(([group, count]) => `${count} ${group.label.toLowerCase()}`);
  return [make("div", { class: "when" }, longInterval(Math.floor(column.from), Math.max(Math.ceil(column.to) - 1, Math.floor(column.from)))),
    make("div", { class: "what" }, `${column.count} events`), make("div", { class: "more" }, list.join(", "))];
}

function keys() {
  host.addEventListener("keydown", (event) => {
    const step = (S.to - S.from) * 0.2;
    const actions = {
      ArrowRight: () => walk(1), ArrowLeft: () => walk(-1), ArrowDown: () => { stage.scrollTop += 40; }, ArrowUp: () => { stage.scrollTop -= 40; },
      "+": () => zoom(0.6), "=": () => zoom(0.6), "-": () => zoom(1.6), Home: () => showPeriod(extent[0], extent[1]),
      "0": () => showPeriod(...homePeriod()), PageUp: () => showPeriod(S.from - step, S.to - step), PageDown: () => showPeriod(S.from + step, S.to + step),
      Escape: () => change({ selected: null, bin: null }), Enter: () => document.getElementById("panel").focus(),
    };
    if (!actions[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    actions[event.key]();
  });
}

/** The next or previous event in time from the one selected, or from the edge of the window. */
function walk(by) {
  const acts = actsOf(shown);
  const at = S.selected ? acts.findIndex((event) => event.act === S.selected.act) : -1;
  const next = at >= 0 ? at + by : by > 0 ? lowerBound(acts, S.from) : lowerBound(acts, S.to) - 1;
  if (acts[next]) select(acts[next], { reveal: true });
}

function pictureHeight() {
  return chart.lanes.height;
}

/** The chart with its lane names, moved to its place by the pen's owner. */
function drawFull(pen) {
  const full = { ...scene(), offset: 0, height: chart.lanes.height };
  drawUnder(pen, full);
  pen.clip(chart.view.left, AXIS, chart.view.width, full.height);
  for (const mark of chart.L.marks) if (visible(mark.x)) drawMark(pen, mark.event, mark.x + chart.dx, mark.y, mark.size);
  pen.unclip();
  drawOver(pen, full);
  for (const section of chart.lanes.sections) {
    pen.text(section.title.toUpperCase(), 0, section.top + HEADER - 8, { size: 10.5, weight: 700, fill: theme.soft });
    for (const lane of section.lanes) {
      if (chart.left) pen.text(fitText(lane.label, chart.left - 20, `12.5px ${SANS}`), 0, lane.top + (lane.height + lane.inset) / 2 + 4, { size: 12.5, fill: theme.ink });
      else pen.text(lane.label, 4, lane.top + 11, { size: 10, fill: theme.soft, halo: theme.paper });
    }
  }
}
