// The network on vis-network: actors where one layout put them, relations of the chosen period bundled by pair.

const MOST_TIES = 350;
const host = document.getElementById("host");
const stage = document.getElementById("stage");
const tip = document.getElementById("tip");
const chart = { network: null, width: 0, height: 0, left: 0, hover: null, nodes: new Map(), edges: new Map(), ego: null, path: null, unit: 1, ties: [], focus: null, names: null };

function startChart() {
  const given = D.network;
  given.id.forEach((id, i) => chart.nodes.set(i, {
    number: i, id, label: given.label[i], x: given.x[i], y: given.y[i], acts: given.acts[i], targeted: given.targeted[i],
    between: given.between[i], community: given.community[i], byId: id,
  }));
  chart.crowd = Math.min(1, Math.sqrt(250 / Math.max(given.id.length, 1))); // many actors are drawn smaller
  chart.numberOf = new Map(given.id.map((id, i) => [id, i]));
  chart.data = { nodes: new vis.DataSet([...chart.nodes.values()].map((node) => ({ id: node.number, x: node.x, y: node.y, fixed: true }))), edges: new vis.DataSet([]) };
  chart.network = new vis.Network(host, chart.data, {
    autoResize: false, physics: false, layout: { randomSeed: 1, improvedLayout: false },
    interaction: { dragNodes: false, selectable: false, hover: false, keyboard: false, zoomSpeed: 0.6 },
    nodes: { shape: "custom", ctxRenderer: drawActor, physics: false }, edges: { hidden: true },
  });
  chart.network.on("beforeDrawing", (ctx) => {
    if (chart.moving) { drawStill(ctx); return; }
    chart.unit = 1 / Math.max(chart.network.getScale(), 0.25) ** 0.75;
    drawTies(new CanvasPen(ctx));
  });
  chart.network.on("afterDrawing", (ctx) => {
    if (chart.moving) return;
    drawNames(new CanvasPen(ctx));
    chart.drawn = { scale: chart.network.getScale(), at: chart.network.canvasToDOM({ x: 0, y: 0 }) };
  });
  for (const name of ["dragStart", "dragging", "zoom"]) chart.network.on(name, move);
  new ResizeObserver(() => change({}, { data: true })).observe(stage);
  host.addEventListener("click", (event) => pickActor(hitNetwork(event)));
  host.addEventListener("pointermove", (event) => { if (!event.buttons) hoverNetwork(hitNetwork(event), event); });
  host.addEventListener("pointerleave", () => hoverNetwork(null));
  host.addEventListener("keydown", networkKeys);
}

/** While the view moves, the picture of its last rest is moved; what was outside of it comes as circles first. */
function move() {
  if (!chart.moving && chart.drawn) {
    const { canvas } = chart.network.canvas.frame, { scale, at } = chart.drawn;
    chart.still = chart.still || document.createElement("canvas");
    [chart.still.width, chart.still.height] = [canvas.width, canvas.height];
    chart.still.getContext("2d").drawImage(canvas, 0, 0);
    chart.moving = { scale, at, x1: -at.x / scale, x2: (chart.width - at.x) / scale, y1: -at.y / scale, y2: (chart.height - at.y) / scale };
  }
  clearTimeout(chart.rest);
  chart.rest = setTimeout(rest, 140);
}

function rest() {
  clearTimeout(chart.rest);
  chart.moving = null;
  chart.network.redraw();
}

function drawStill(ctx) {
  const { x1, x2, y1, y2 } = chart.moving;
  ctx.drawImage(chart.still, x1, y1, x2 - x1, y2 - y1);
}

/** How far an actor's circle reaches, by the number of its events in the period. */
function radius(node) {
  return (node.now ? 3.5 + Math.sqrt(node.now) * 2.8 : 1.6) * chart.unit * chart.crowd;
}

/** Relations of the period, one for each pair and direction. */
function tieUp() {
  const events = shown.slice(lowerBound(shown, S.from), lowerBound(shown, S.to));
  chart.edges = new Map();
  for (const node of chart.nodes.values()) Object.assign(node, { now: 0, sent: 0, near: new Set() });
  for (const event of events) {
    if (!event.actor || !event.target) continue;
    const from = chart.numberOf.get(event.actor.id), to = chart.numberOf.get(event.target.id);
    const key = `${from} ${to}`;
    let edge = chart.edges.get(key);
    if (!edge) { edge = { key, from: chart.nodes.get(from), to: chart.nodes.get(to), events: [], groups: new Map(), sure: 0 }; chart.edges.set(key, edge); }
    edge.events.push(event);
    edge.groups.set(event.group, (edge.groups.get(event.group) || 0) + 1);
    if (event.status === "asserted") edge.sure += 1;
    edge.from.now += 1; edge.from.sent += 1; edge.to.now += 1;
    edge.from.near.add(to); edge.to.near.add(from);
  }
  chart.ties = [...chart.edges.values()].sort((a, b) => b.events.length - a.events.length || (a.key < b.key ? -1 : 1));
  chart.names = null;
  for (const edge of chart.ties) edge.group = [...edge.groups].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0][0];
}

function focusSet() {
  if (chart.path) return new Set(chart.path);
  if (chart.ego) return new Set([chart.ego.number, ...chart.ego.near]);
  return null;
}

function drawTies(pen) {
  const focus = chart.focus = focusSet();
  const many = chart.ties.length > 400;
  // past some hundreds of lines nobody can follow one: the strongest stand for all until an actor is chosen
  const ties = focus ? chart.ties.filter((edge) => focus.has(edge.from.number) || focus.has(edge.to.number)).slice(0, 900) : chart.ties.slice(0, MOST_TIES);
  for (const edge of ties) {
    const on = !focus || (chart.path ? Math.abs(chart.path.indexOf(edge.from.number) - chart.path.indexOf(edge.to.number)) === 1 && focus.has(edge.from.number) && focus.has(edge.to.number)
      : edge.from === chart.ego || edge.to === chart.ego);
    const hot = chart.hover === edge;
    drawTie(pen.ctx, edge, { alpha: hot ? 1 : on ? (focus ? 0.85 : many ? 0.3 : 0.6) : 0.05, width: (Math.min(1 + Math.log2(edge.events.length) * 1.3, 8) + (hot ? 1 : 0)) * chart.unit, count: on && (focus || edge.events.length > 2) });
  }
}

/** One relation: a curve to the right of the straight line, with an arrow and the number of its events. */
function drawTie(ctx, edge, { alpha, width, count }) {
  const { from, to } = edge, dx = to.x - from.x, dy = to.y - from.y, length = Math.hypot(dx, dy) || 1;
  const colour = theme.group[edge.group];
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = width;
  ctx.setLineDash(edge.sure ? [] : [4, 3]);
  ctx.beginPath();
  if (from === to) { ctx.arc(from.x, from.y - radius(from) - 7, 8, 0, Math.PI * 2); ctx.stroke(); ctx.setLineDash([]); ctx.globalAlpha = 1; return; }
  const bend = Math.min(length * 0.12, 40), mx = (from.x + to.x) / 2 - (dy / length) * bend, my = (from.y + to.y) / 2 + (dx / length) * bend;
  const ex = to.x - mx, ey = to.y - my, reach = Math.hypot(ex, ey) || 1, r = radius(to) + 3;
  const tx = to.x - (ex / reach) * r, ty = to.y - (ey / reach) * r;
  ctx.moveTo(from.x, from.y);
  ctx.quadraticCurveTo(mx, my, tx, ty);
  ctx.stroke();
  ctx.setLineDash([]);
  const a = Math.atan2(ey, ex), s = 4 * chart.unit + width;
  ctx.beginPath();
  ctx.moveTo(tx + (ex / reach) * 2, ty + (ey / reach) * 2);
  ctx.lineTo(tx - s * Math.cos(a - 0.45), ty - s * Math.sin(a - 0.45));
  ctx.lineTo(tx - s * Math.cos(a + 0.45), ty - s * Math.sin(a + 0.45));
  ctx.fill();
  ctx.globalAlpha = 1;
  edge.cx = (from.x + 2 * mx + tx) / 4;
  edge.cy = (from.y + 2 * my + ty) / 4;
  if (count && edge.events.length > 1) new CanvasPen(ctx).text(String(edge.events.length), edge.cx, edge.cy + 3.5, { size: 10.5 * chart.unit, weight: 700, fill: colour, anchor: "middle", halo: theme.paper });
}

/** An actor: a ring of which the part in ink is what it did, the part in red what was done to it. */
function drawActor({ ctx, id }) {
  const node = chart.nodes.get(id);
  return {
    drawNode() {
      const old = chart.moving;
      if (old && node.x > old.x1 && node.x < old.x2 && node.y > old.y1 && node.y < old.y2) return;
      const focus = chart.focus, r = radius(node);
      ctx.globalAlpha = !focus || focus.has(id) ? (node.now ? 1 : 0.35) : 0.12;
      ctx.beginPath();
      ctx.arc(node.x, node.y, r + 1.5, 0, Math.PI * 2);
      ctx.fillStyle = theme.paper;
      ctx.fill();
      const share = node.now ? node.sent / node.now : 0, start = -Math.PI / 2;
      for (const [a, b, colour] of [[0, share, theme.accent], [share, 1, theme.group.restrict]]) {
        if (b <= a) continue;
        ctx.beginPath();
        ctx.moveTo(node.x, node.y);
        ctx.arc(node.x, node.y, r, start + a * Math.PI * 2, start + b * Math.PI * 2);
        ctx.closePath();
        ctx.fillStyle = node.now ? colour : theme.faint;
        ctx.fill();
      }
      if (chart.ego === node) { ctx.beginPath(); ctx.arc(node.x, node.y, r + 4, 0, Math.PI * 2); ctx.strokeStyle = theme.ink; ctx.lineWidth = 2; ctx.stroke(); }
      ctx.globalAlpha = 1;
    },
    nodeDimensions: { width: 2 * radius(node), height: 2 * radius(node) },
  };
}

/** Names in order of weight, where they cover no other name and no larger actor. */
function drawNames(pen, scale = chart.network.getScale()) {
  const focus = focusSet(), key = `${scale} ${focus ? [...focus].join() : ""}`;
  if (!chart.names || chart.names.key !== key) chart.names = { key, list: placeNames(focus, scale) };
  for (const { node, place, size } of chart.names.list) {
    pen.text(node.label, place.x, place.y, { size, weight: node.now > 8 || chart.ego === node ? 700 : 400, fill: theme.ink, anchor: place.anchor, halo: theme.paper });
  }
}

function placeNames(focus, scale) {
  const boxes = [], list = [], size = Math.max(11.5 / scale, 7);
  const order = [...chart.nodes.values()].filter((node) => node.now).sort((a, b) => b.now - a.now || a.number - b.number);
  for (const node of order.slice(0, 60)) boxes.push({ x1: node.x - radius(node), x2: node.x + radius(node), y1: node.y - radius(node), y2: node.y + radius(node), node });
  for (const node of focus ? order.filter((one) => focus.has(one.number)) : order.slice(0, 400)) {
    const wide = (textWidth(node.label, `11px ${SANS}`) / 11) * size, r = radius(node);
    const places = [
      { x: node.x + r + 4 / scale, y: node.y + size * 0.35, anchor: "start", x1: node.x + r + 2 / scale, x2: node.x + r + 6 / scale + wide, y1: node.y - size * 0.6, y2: node.y + size * 0.6 },
      { x: node.x - r - 4 / scale, y: node.y + size * 0.35, anchor: "end", x1: node.x - r - 6 / scale - wide, x2: node.x - r - 2 / scale, y1: node.y - size * 0.6, y2: node.y + size * 0.6 },
      { x: node.x, y: node.y + r + size, anchor: "middle", x1: node.x - wide / 2, x2: node.x + wide / 2, y1: node.y + r, y2: node.y + r + size * 1.3 },
      { x: node.x, y: node.y - r - size * 0.4, anchor: "middle", x1: node.x - wide / 2, x2: node.x + wide / 2, y1: node.y - r - size * 1.4, y2: node.y - r },
    ];
    const free = places.find((one) => boxes.every((box) => box.node === node || one.x2 < box.x1 || one.x1 > box.x2 || one.y2 < box.y1 || one.y1 > box.y2));
    const place = free || (order.indexOf(node) < 8 ? places[2] : null); // the busiest are named even where it is crowded
    if (!place) continue;
    boxes.push({ x1: place.x1, x2: place.x2, y1: place.y1, y2: place.y2 });
    list.push({ node, place, size });
  }
  return list;
}

function updateChart({ data }) {
  if (S.view !== "chart") return;
  if (!updateChart.started && !location.hash.includes("from=")) { updateChart.started = true; showPeriod(...extent); }
  if (data) {
    const box = stage.getBoundingClientRect();
    chart.width = Math.max(Math.floor(stage.clientWidth), 200);
    chart.height = Math.max(Math.floor(box.height), 200);
    host.style.height = `${chart.height}px`;
    host.style.width = `${chart.width}px`;
    chart.network.setSize(`${chart.width}px`, `${chart.height}px`);
  }
  const key = `${S.from} ${S.to}`;
  if (chart.ego || S.selected) [S.ego, S.way] = [chart.ego ? chart.ego.id : "", chart.path ? chart.nodes.get(chart.path[chart.path.length - 1]).id : ""];
  if (data || updateChart.key !== key) tieUp();
  updateChart.key = key;
  if (S.selected !== updateChart.selected && S.selected) [chart.path, chart.ego] = [null, S.selected.actor ? chart.nodes.get(chart.numberOf.get(S.selected.actor.id)) || null : null];
  updateChart.selected = S.selected;
  if (!chart.fitted || chart.fitted !== chart.width) { fitNetwork(); chart.fitted = chart.width; }
  restoreFocus();
  rest();
}

function fitNetwork() {
  const nodes = [...chart.nodes.values()];
  if (!nodes.length) return;
  const xs = nodes.map((node) => node.x), ys = nodes.map((node) => node.y);
  const [x1, x2, y1, y2] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((chart.width - Math.min(300, chart.width * 0.3)) / Math.max(x2 - x1, 80), (chart.height - 70) / Math.max(y2 - y1, 80), 2);
  chart.network.moveTo({ position: { x: (x1 + x2) / 2, y: (y1 + y2) / 2 }, scale, animation: false });
}

function zoom(factor) {
  chart.network.moveTo({ scale: chart.network.getScale() / factor, animation: false });
}

function hitNetwork(event) {
  const box = host.getBoundingClientRect();
  const { x, y } = chart.network.DOMtoCanvas({ x: event.clientX - box.left, y: event.clientY - box.top }), slack = 6 / chart.network.getScale();
  let best = null, distance = Infinity;
  for (const node of chart.nodes.values()) {
    const d = Math.hypot(node.x - x, node.y - y) - radius(node);
    if (d < slack && d < distance) { best = node; distance = d; }
  }
  if (best) return { node: best };
  for (const edge of chart.ties.slice(0, MOST_TIES)) if (Math.hypot((edge.cx || 0) - x, (edge.cy || 0) - y) < 9 / chart.network.getScale()) return { edge };
  return null;
}

function hoverNetwork(found, event) {
  const over = found ? found.node || found.edge : null;
  if (over !== chart.hover) { chart.hover = over; chart.network.redraw(); }
  host.style.cursor = found ? "pointer" : "";
  tip.hidden = !found;
  if (!found) return;
  const parts = found.node ? [make("div", { class: "what" }, make("bdi", {}, found.node.label)), make("div", { class: "more" }, `${plural(found.node.sent, "act")}, targeted ${found.node.now - found.node.sent} times in this period`)]
    : [make("div", { class: "what" }, make("bdi", {}, `${found.edge.from.label} → ${found.edge.to.label}`)), make("div", { class: "more" }, [...found.edge.groups].map(([name, count]) => `${count} ${name}`).join(", "))];
  tip.replaceChildren(...parts);
  tip.style.left = `${Math.min(Math.max(event.clientX, 150), innerWidth - 150)}px`;
  tip.style.top = `${event.clientY - 12}px`;
}

/** The actor, and the way to another one, that the address names. */
function restoreFocus() {
  const node = chart.nodes.get(chart.numberOf.get(S.ego)), other = chart.numberOf.get(S.way);
  if (!node || chart.ego) return;
  pickActor({ node });
  if (other === undefined) return;
  chart.path = pathBetween(node.number, other);
  showPath(node);
}

/** A bundle of events for the panel, as a column is in the timeline. */
function bundle(label, events) {
  return { lane: { label, events }, start: 0, count: events.length, from: S.from, to: S.to };
}

function pickActor(found) {
  chart.path = null;
  if (!found) { chart.ego = null; change({ selected: null, bin: null, ego: "", way: "" }); return; }
  if (found.edge) { change({ selected: null, bin: bundle(`${found.edge.from.label} → ${found.edge.to.label}`, found.edge.events) }); return; }
  chart.ego = found.node;
  const events = shown.filter((event) => event.anchor >= S.from && event.anchor <= S.to && [event.actor, event.target].some((one) => one && one.id === found.node.byId));
  change({ selected: null, bin: { ...bundle(found.node.label, events), node: found.node } });
  announce(`${found.node.label}: ${plural(events.length, "event")}`);
}

/** What stands over the list of an actor: its measures, and a way to another actor. */
function listExtras() {
  const node = S.bin && S.bin.node;
  if (!node) return S.bin || !tieNote() ? [] : [make("p", { class: "sure" }, tieNote())];
  const others = [...chart.nodes.values()].filter((one) => one !== node && one.now).sort((a, b) => (a.label < b.label ? -1 : 1));
  const select = make("select", { "aria-label": "Way to another actor" }, make("option", { value: "" }, "way to …"), ...others.map((one) => make("option", { value: String(one.number) }, one.label)));
  if (chart.path) select.value = String(chart.path[chart.path.length - 1]);
  select.addEventListener("change", () => { chart.path = select.value ? pathBetween(node.number, Number(select.value)) : null; showPath(node); });
  return [make("p", { class: "sure" }, `Over the whole period: ${plural(node.acts, "act")}, targeted ${node.targeted} times; betweenness ${node.between.toFixed(3)}; community ${node.community + 1}. `, select)];
}

function showPath(node) {
  if (!chart.path) { announce("No way between them in this period."); chart.network.redraw(); return; }
  const events = [];
  for (let i = 1; i < chart.path.length; i += 1) {
    for (const [a, b] of [[chart.path[i - 1], chart.path[i]], [chart.path[i], chart.path[i - 1]]]) events.push(...((chart.edges.get(`${a} ${b}`) || { events: [] }).events));
  }
  change({ bin: { ...bundle(chart.path.map((number) => chart.nodes.get(number).label).join(" – "), events), node } });
}

/** The shortest way between two actors, whoever acted against whom. */
function pathBetween(from, to) {
  const before = new Map([[from, null]]), queue = [from];
  for (const at of queue) {
    if (at === to) break;
    for (const next of [...chart.nodes.get(at).near].sort((a, b) => a - b)) if (!before.has(next)) { before.set(next, at); queue.push(next); }
  }
  if (!before.has(to)) return null;
  const path = [];
  for (let at = to; at !== null; at = before.get(at)) path.unshift(at);
  return path;
}

function select(event, { reveal = false } = {}) {
  change({ selected: event });
  if (reveal && (event.last < S.from || event.first > S.to)) { const half = (S.to - S.from) / 2; showPeriod(event.anchor - half, event.anchor + half); }
  announce(`${shortDay(event.first)}: ${event.actHeadline}`);
}

/** Arrows walk through the actors from the busiest on. */
function networkKeys(event) {
  const order = [...chart.nodes.values()].filter((node) => node.now).sort((a, b) => b.now - a.now || a.number - b.number);
  const at = chart.ego ? order.indexOf(chart.ego) : -1;
  const moves = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  if (moves[event.key]) { event.preventDefault(); if (order.length) pickActor({ node: order[(at + moves[event.key] + order.length) % order.length] }); }
  else if (event.key === "+" || event.key === "=") zoom(0.7);
  else if (event.key === "-") zoom(1.4);
  else if (event.key === "Home") fitNetwork();
  else if (event.key === "Escape") pickActor(null);
  else if (event.key === "Enter") panel.focus();
}

/** Said under the heading of the list when not every relation is drawn. */
function tieNote() {
  return chart.ties.length > MOST_TIES ? `The ${MOST_TIES} strongest of ${plural(chart.ties.length, "relation")} are drawn; choose an actor to see all of its own.` : "";
}

function pictureHeight() {
  return chart.height;
}

/** The network for a file, as it stands on the screen. */
function drawFull(pen) {
  const scale = chart.network.getScale(), view = chart.network.getViewPosition();
  if (pen instanceof CanvasPen) {
    pen.ctx.save();
    pen.clip(0, 0, chart.width, chart.height);
    pen.ctx.translate(chart.width / 2 - view.x * scale, chart.height / 2 - view.y * scale);
    pen.ctx.scale(scale, scale);
    drawTies(pen);
    for (const node of chart.nodes.values()) drawActor({ ctx: pen.ctx, id: node.number }).drawNode();
    drawNames(pen);
    pen.unclip();
    pen.ctx.restore();
    return;
  }
  const place = (node) => [(node.x - view.x) * scale + chart.width / 2, (node.y - view.y) * scale + chart.height / 2];
  for (const edge of chart.edges.values()) {
    const [x1, y1] = place(edge.from), [x2, y2] = place(edge.to);
    pen.line(x1, y1, x2, y2, { stroke: theme.group[edge.group], width: Math.min(1 + Math.log2(edge.events.length), 8), alpha: 0.5, dash: edge.sure ? [] : [4, 3] });
  }
  for (const node of chart.nodes.values()) if (node.now) pen.shape("circle", ...place(node), radius(node) * scale, { fill: node.sent * 2 >= node.now ? theme.accent : theme.group.restrict, stroke: theme.paper });
  for (const node of chart.nodes.values()) if (node.now > 1) { const [x, y] = place(node); pen.text(node.label, x + radius(node) * scale + 4, y + 4, { size: 11.5, fill: theme.ink, halo: theme.paper }); }
}
