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
  const { lanes, view, offset, height } = scene;
  for (const section of lanes.sections) {
    pen.line(0, section.top + HEADER - offset - 0.5, view.left + view.width, section.top + HEADER - offset - 0.5, { stroke: theme.ink, width: 1, alpha: 0.55 });
    for (const lane of section.lanes) {
      const y = Math.round(lane.top + lane.height - offset) - 0.5;
      if (y > AXIS - 2 && y < height + 2) pen.line(0, y, view.left + view.width, y, { stroke: theme.rule });
    }
  }
}

function drawGrid(pen, scene) {
  const { view, height } = scene;
  for (const tick of scene.ticks.minor) {
    if (tick.day < view.from) continue;
    const at = Math.round(view.x(tick.day)) + 0.5;
    pen.line(at, AXIS, at, height, { stroke: theme.rule, alpha: 0.8 });
  }
  for (const tick of scene.ticks.major) {
    if (tick.day < view.from) continue;
    const at = Math.round(view.x(tick.day)) + 0.5;
    pen.line(at, 4, at, height, { stroke: theme.faint, alpha: 0.55 });
  }
}

function drawForce(pen, scene) {
  const { L, view, offset } = scene;
  const right = view.left + view.width;
  for (const bar of L.bars) {
    const x1 = Math.max(view.x(bar.start), view.left), x2 = Math.min(bar.end === null ? right : view.x(bar.end + 1), right);
    const y = bar.lane.top + bar.lane.height - offset - 5;
    pen.rect(x1, y, Math.max(x2 - x1, 2), 3, { fill: theme.group.restrict, alpha: 0.22 });
    if (bar.end !== null && x2 < right) pen.line(x2, y - 2, x2, y + 5, { stroke: theme.group.restrict, width: 1.5, alpha: 0.7 });
    if (bar.end === null) for (let i = 0; i < 3; i += 1) pen.rect(right - 6 - i * 5, y, 2, 3, { fill: theme.paper });
  }
}

function drawSpans(pen, scene) {
  const { L, view, offset } = scene;
  const right = view.left + view.width;
  for (const span of L.spans) {
    if (span.x2 + scene.dx < view.left || span.x1 + scene.dx > right) continue;
    const x1 = Math.max(span.x1 + scene.dx, view.left), x2 = Math.min(span.x2 + scene.dx, right), y = span.y - offset;
    const look = { stroke: theme.group[span.event.group], width: 1.5, alpha: span.near && scene.visible(span.event.mark.x) ? 0.55 : 0.1 };
    pen.line(x1, y, x2, y, look);
    if (span.x1 + scene.dx >= view.left) pen.line(x1, y - 4, x1, y + 4, look);
    if (span.x2 + scene.dx <= right) pen.line(x2, y - 4, x2, y + 4, look);
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
    if (!scene.visible(link.from.x)) continue;
    pen.line(link.from.x + scene.dx, link.from.y - offset + MARK, link.to.x + scene.dx, link.to.y - offset - link.to.size, look);
  }
}

/** Columns are painted colour by colour, so that thousands of them cost a handful of strokes. */
function drawColumns(pen, scene) {
  const { offset, dx } = scene;
  const columns = scene.L.columns.filter((column) => scene.visible(column.x) && column.lane.top < scene.height + offset);
  const tops = columns.map((column) => column.lane.top + column.lane.height - offset - 3);
  const units = columns.map(({ lane }) => Math.min((lane.height - lane.inset - 17) / (lane.others ? lane.tallest : scene.tallest), 9));
  for (let i = 0; i < GROUPS.length * 2; i += 1) {
    const boxes = [];
    columns.forEach((column, n) => {
      const count = column.tally[i];
      if (!count) return;
      const h = Math.max(count * units[n], 0.5);
      tops[n] -= h;
      boxes.push([column.x + dx + 0.5, tops[n], column.width - 1, h]);
    });
    if (boxes.length) pen.boxes(boxes, { fill: theme.group[GROUPS[i >> 1].id], alpha: i % 2 ? 0.42 : 1 });
  }
  const gaps = [];
  columns.forEach((column, n) => {
    if (units[n] < 4) return;
    const base = column.lane.top + column.lane.height - offset - 3;
    for (let i = 1; i < column.count; i += 1) gaps.push([column.x + dx, base - i * units[n] - 0.5, column.width, 1]);
  });
  if (gaps.length) pen.boxes(gaps, { fill: theme.paper });
  if (columns.length < 400) columns.forEach((column, n) => drawCount(pen, column, tops[n], dx));
  const hot = scene.hotColumn;
  columns.forEach((column, n) => {
    if (!hot || hot.bin !== column.bin || hot.lane !== column.lane) return;
    pen.rect(column.x + dx - 1, tops[n] - 1, column.width + 2, column.lane.top + column.lane.height - offset - 2 - tops[n], { stroke: theme.accent, width: 2 });
  });
}

function drawCount(pen, column, top, dx) {
  const number = String(column.count);
  if (textWidth(number, `9.5px ${SANS}`) > column.width + 1) return;
  pen.text(number, column.x + dx + column.width / 2, top - 2.5, { size: 9.5, fill: theme.soft, anchor: "middle" });
}

function drawLabels(pen, scene) {
  for (const mark of scene.L.marks) {
    if (!several(mark) || !scene.visible(mark.x) || mark.size < MARK) continue;
    pen.text(String(mark.event.act.length), mark.x + scene.dx + MARK + 2, mark.y - scene.offset - 1, { size: 9, weight: 700, fill: theme.group[mark.event.group], halo: theme.paper });
  }
  for (const label of scene.L.labels) {
    if (scene.faded(label.mark.event) || !scene.visible(label.mark.x)) continue;
    pen.text(label.text, label.x + scene.dx, label.y - scene.offset, {
      fill: scene.hot(label.mark.event) ? theme.ink : theme.soft, anchor: label.anchor, halo: theme.paper, weight: scene.hot(label.mark.event) ? 700 : 400,
    });
  }
}

function drawAxis(pen, scene) {
  const { view } = scene;
  pen.rect(0, 0, view.left + view.width, AXIS - 1, { fill: theme.paper });
  pen.clip(view.left, 0, view.width, AXIS);
  const major = scene.ticks.major;
  for (const tick of major) {
    const edge = view.x(tick.next) - textWidth(tick.label, `700 12px ${SANS}`) - 10;
    const at = Math.min(Math.max(view.x(tick.day), view.left - 1), Math.max(edge, view.x(tick.day)));
    pen.text(tick.label, at + 6, 16, { size: 12, weight: 700, fill: theme.ink });
    if (tick.day >= view.from) pen.line(Math.round(view.x(tick.day)) + 0.5, 4, Math.round(view.x(tick.day)) + 0.5, AXIS, { stroke: theme.faint });
  }
  for (const tick of scene.ticks.minor) {
    const x1 = view.x(tick.day);
    pen.line(Math.round(x1) + 0.5, AXIS - 6, Math.round(x1) + 0.5, AXIS, { stroke: theme.faint });
    const big = major.length === 0;
    if (x1 + 6 + textWidth(tick.label) > view.left + view.width) continue;
    pen.text(tick.label, x1 + 6, big ? 28 : 33, { size: big ? 12 : 11, weight: big ? 700 : 400, fill: big ? theme.ink : theme.soft });
  }
  pen.unclip();
  pen.line(0, AXIS - 0.5, view.left + view.width, AXIS - 0.5, { stroke: theme.ink });
}

/** All that stands under the marks. */
function drawUnder(pen, scene) {
  const { view, height } = scene;
  pen.rect(0, 0, view.left + view.width, height, { fill: theme.paper });
  drawBands(pen, scene);
  pen.clip(view.left, AXIS, view.width, height - AXIS);
  drawGrid(pen, scene);
  drawForce(pen, scene);
  drawLinks(pen, scene);
  drawSpans(pen, scene);
  drawColumns(pen, scene);
  pen.unclip();
}

/** All that stands over them. */
function drawOver(pen, scene) {
  const { view, height } = scene;
  pen.clip(view.left, AXIS, view.width, height - AXIS);
  drawLabels(pen, scene);
  pen.unclip();
  drawAxis(pen, scene);
}
