// The drawing itself, by pen: the canvas and the exported picture are the same strokes.

let theme = {};
/** The colours of the style sheet, so that there is one place for them. */
function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const get = (name) => style.getPropertyValue(`--${name}`).trim();
  theme = { paper: get("paper"), ink: get("ink"), soft: get("soft"), faint: get("faint"), rule: get("rule"), band: get("band"), accent: get("accent"), group: {} };
  for (const group of GROUPS) theme.group[group.id] = get(`g-${group.id}`);
}

/** One mark: shape and colour tell the action group, the outline tells whether it was done. */
function drawMark(pen, event, x, y, size, { strong = false, faded = false } = {}) {
  const colour = theme.group[event.group];
  const alpha = faded ? 0.18 : 1;
  const shape = event.state ? "pill" : GROUP.get(event.group).shape;
  const width = size < 5 ? 1.2 : 1.7;
  if (event.floating && size > 5) pen.line(x - size - 9, y, x - size - 1, y, { stroke: colour, width: 1.4, dash: [1.5, 2], alpha });
  if (strong) pen.shape("circle", x, y, size + 6, { stroke: theme.accent, width: 2 });
  if (event.status === "asserted") {
    pen.shape(shape, x, y, size, { fill: event.state ? theme.paper : colour, stroke: event.state ? colour : theme.paper, width: event.state ? width : 1, alpha });
    if (event.state) pen.shape("circle", x, y, size * 0.22, { fill: colour, alpha });
    return;
  }
  const dash = { planned: [], possible: [2.4, 1.8], negated: [], counterfactual: [1, 1.8] }[event.status];
  pen.shape(shape, x, y, size - 0.4, { fill: theme.paper, stroke: colour, width, dash, alpha });
  if (event.status === "negated" || event.status === "counterfactual") {
    pen.line(x - size, y + size, x + size, y - size, { stroke: colour, width, alpha });
  }
}

function drawBands(pen, scene) {
  const { lanes, L, offset, height } = scene;
  for (const section of lanes.sections) {
    pen.line(0, section.top + HEADER - offset - 0.5, L.left + L.width, section.top + HEADER - offset - 0.5, { stroke: theme.ink, width: 1, alpha: 0.55 });
    for (const lane of section.lanes) {
      const y = Math.round(lane.top + lane.height - offset) - 0.5;
      if (y > AXIS - 2 && y < height + 2) pen.line(0, y, L.left + L.width, y, { stroke: theme.rule });
    }
  }
}

function drawGrid(pen, scene) {
  const { L, height } = scene;
  for (const tick of scene.ticks.minor) {
    if (tick.day < L.from) continue;
    const at = Math.round(L.x(tick.day)) + 0.5;
    pen.line(at, AXIS, at, height, { stroke: theme.rule, alpha: 0.8 });
  }
  for (const tick of scene.ticks.major) {
    if (tick.day < L.from) continue;
    const at = Math.round(L.x(tick.day)) + 0.5;
    pen.line(at, 4, at, height, { stroke: theme.faint, alpha: 0.55 });
  }
}

function drawForce(pen, scene) {
  const { L, offset } = scene;
  const right = L.left + L.width;
  for (const bar of L.bars) {
    const x1 = Math.max(L.x(bar.start), L.left), x2 = Math.min(bar.end === null ? right : L.x(bar.end + 1), right);
    const y = bar.lane.top + bar.lane.height - offset - 5;
    pen.rect(x1, y, Math.max(x2 - x1, 2), 3, { fill: theme.group.restrict, alpha: 0.22 });
    if (bar.end !== null && x2 < right) pen.line(x2, y - 2, x2, y + 5, { stroke: theme.group.restrict, width: 1.5, alpha: 0.7 });
    if (bar.end === null) for (let i = 0; i < 3; i += 1) pen.rect(right - 6 - i * 5, y, 2, 3, { fill: theme.paper });
  }
}

function drawSpans(pen, scene) {
  const { L, offset } = scene;
  const right = L.left + L.width;
  for (const span of L.spans) {
    const x1 = Math.max(span.x1, L.left), x2 = Math.min(span.x2, right), y = span.y - offset;
    const look = { stroke: theme.group[span.event.group], width: 1.5, alpha: scene.faded(span.event) ? 0.12 : 0.55 };
    pen.line(x1, y, x2, y, look);
    if (span.x1 >= L.left) pen.line(x1, y - 4, x1, y + 4, look);
    if (span.x2 <= right) pen.line(x2, y - 4, x2, y + 4, look);
  }
}

function drawLinks(pen, scene) {
  const { L, offset } = scene;
  const quiet = L.links.length > 160 ? 0 : Math.max(0.07, Math.min(0.5, 9 / Math.max(L.links.length, 1)));
  for (const link of L.links) {
    const strong = scene.hot(link.event);
    if (!strong && !quiet) continue;
    const look = { stroke: theme.group[link.event.group], width: strong ? 1.8 : 1, alpha: strong ? 1 : scene.faded(link.event) ? 0.05 : quiet,
      dash: link.event.status === "asserted" ? [] : [3, 3] };
    pen.line(link.from.x, link.from.y - offset + MARK, link.to.x, link.to.y - offset - link.to.size, look);
  }
}

function drawColumns(pen, scene) {
  const { L, offset } = scene;
  for (const column of L.columns) {
    const inner = column.lane.height - column.lane.inset - 17;
    const unit = Math.min(inner / (column.lane.others ? column.lane.tallest : scene.tallest), 9);
    let y = column.lane.top + column.lane.height - offset - 3;
    const base = y;
    for (const group of GROUPS) {
      const tally = column.groups.get(group.id);
      if (!tally) continue;
      for (const [count, alpha] of [[tally.sure, 1], [tally.open, 0.42]]) {
        if (!count) continue;
        const h = Math.max(count * unit, 0.5);
        y -= h;
        pen.rect(column.x + 0.5, y, column.width - 1, h, { fill: theme.group[group.id], alpha });
        if (unit >= 4) for (let i = 1; i <= count; i += 1) pen.line(column.x, y + i * unit - 0.5, column.x + column.width, y + i * unit - 0.5, { stroke: theme.paper });
      }
    }
    const number = String(column.events.length);
    if (textWidth(number, `9.5px ${SANS}`) <= column.width + 1) pen.text(number, column.x + column.width / 2, y - 2.5, { size: 9.5, fill: theme.soft, anchor: "middle" });
    if (scene.hotColumn && scene.hotColumn.bin === column.bin && scene.hotColumn.lane === column.lane) {
      pen.rect(column.x - 1, y - 1, column.width + 2, base - y + 2, { stroke: theme.accent, width: 2 });
    }
  }
}

function drawLabels(pen, scene) {
  for (const label of scene.L.labels) {
    const faded = scene.faded(label.mark.event);
    if (faded) continue;
    pen.text(label.text, label.x, label.y - scene.offset, {
      fill: scene.hot(label.mark.event) ? theme.ink : theme.soft, anchor: label.anchor, halo: theme.paper, weight: scene.hot(label.mark.event) ? 700 : 400,
    });
  }
}

function drawAxis(pen, scene) {
  const { L } = scene;
  pen.rect(0, 0, L.left + L.width, AXIS - 1, { fill: theme.paper });
  pen.clip(L.left, 0, L.width, AXIS);
  const major = scene.ticks.major;
  for (const tick of major) {
    const edge = L.x(tick.next) - textWidth(tick.label, `700 12px ${SANS}`) - 10;
    const at = Math.min(Math.max(L.x(tick.day), L.left - 1), Math.max(edge, L.x(tick.day)));
    pen.text(tick.label, at + 6, 16, { size: 12, weight: 700, fill: theme.ink });
    if (tick.day >= L.from) pen.line(Math.round(L.x(tick.day)) + 0.5, 4, Math.round(L.x(tick.day)) + 0.5, AXIS, { stroke: theme.faint });
  }
  for (const tick of scene.ticks.minor) {
    const x1 = L.x(tick.day);
    pen.line(Math.round(x1) + 0.5, AXIS - 6, Math.round(x1) + 0.5, AXIS, { stroke: theme.faint });
    const big = major.length === 0;
    if (x1 + 6 + textWidth(tick.label) > L.left + L.width) continue;
    pen.text(tick.label, x1 + 6, big ? 28 : 33, { size: big ? 12 : 11, weight: big ? 700 : 400, fill: big ? theme.ink : theme.soft });
  }
  pen.unclip();
  pen.line(0, AXIS - 0.5, L.left + L.width, AXIS - 0.5, { stroke: theme.ink });
}

/** All that stands under the marks. */
function drawUnder(pen, scene) {
  const { L, height } = scene;
  pen.rect(0, 0, L.left + L.width, height, { fill: theme.paper });
  drawBands(pen, scene);
  pen.clip(L.left, AXIS, L.width, height - AXIS);
  drawGrid(pen, scene);
  drawForce(pen, scene);
  drawLinks(pen, scene);
  drawSpans(pen, scene);
  drawColumns(pen, scene);
  pen.unclip();
}

/** All that stands over them. */
function drawOver(pen, scene) {
  const { L, height } = scene;
  pen.clip(L.left, AXIS, L.width, height - AXIS);
  drawLabels(pen, scene);
  pen.unclip();
  drawAxis(pen, scene);
}
