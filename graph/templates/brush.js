// The whole period below the chart: a histogram on the chart's own margins, with a window to move and to stretch.

const brushCanvas = document.getElementById("brush-canvas");
const brushBox = document.getElementById("brush");
const pane = document.getElementById("pane");
const handles = { from: document.getElementById("handle-from"), to: document.getElementById("handle-to") };
const BRUSH_HEIGHT = 62;

function brushScale() {
  const left = chart.left || 0, width = Math.max(chart.width - left, 50);
  const k = width / (extent[1] - extent[0]);
  return { left, width, k, x: (day) => left + (day - extent[0]) * k, day: (x) => extent[0] + (x - left) / k };
}

/** Events by column of the histogram, counted again only when there are others. */
function histogram(scale, bin) {
  const key = `${scale.k} ${extent[0]}`;
  if (histogram.shown === shown && histogram.key === key) return histogram.bins;
  const bins = new Map();
  for (const event of shown) {
    const at = Math.floor(((event.anchor - extent[0]) * scale.k) / bin);
    if (!bins.has(at)) bins.set(at, { restrict: 0, other: 0 });
    bins.get(at)[event.group === "restrict" ? "restrict" : "other"] += 1;
  }
  Object.assign(histogram, { shown, key, bins });
  return bins;
}

/** The histogram, and over it the window. */
function drawBrush({ data }) {
  if (S.view !== "chart") return;
  const scale = brushScale();
  if (data || drawBrush.width !== chart.width) drawHistogram(scale);
  drawBrush.width = chart.width;
  const x1 = Math.max(scale.x(S.from), scale.left), x2 = Math.min(scale.x(S.to), chart.width);
  pane.style.left = `${x1}px`;
  pane.style.width = `${Math.max(x2 - x1, 6)}px`;
  for (const [name, handle] of Object.entries(handles)) {
    handle.style.left = `${name === "from" ? x1 : Math.max(x2, x1 + 6)}px`;
    handle.setAttribute("aria-valuemin", String(Math.floor(extent[0])));
    handle.setAttribute("aria-valuemax", String(Math.ceil(extent[1])));
    handle.setAttribute("aria-valuenow", String(Math.round(S[name])));
    handle.setAttribute("aria-valuetext", longDay(S[name]));
  }
}

function drawHistogram(scale) {
  const ratio = window.devicePixelRatio || 1;
  brushCanvas.width = Math.round(chart.width * ratio);
  brushCanvas.height = Math.round(BRUSH_HEIGHT * ratio);
  brushCanvas.style.width = `${chart.width}px`;
  const ctx = brushCanvas.getContext("2d");
  ctx.scale(ratio, ratio);
  const pen = new CanvasPen(ctx);
  const base = BRUSH_HEIGHT - 18, bin = 5, bins = histogram(scale, bin);
  let tallest = 1;
  for (const one of bins.values()) tallest = Math.max(tallest, one.restrict + one.other);
  const unit = (base - 6) / tallest;
  for (const [at, one] of bins) {
    const x = scale.left + at * bin;
    pen.rect(x, base - one.restrict * unit, bin - 1, one.restrict * unit, { fill: theme.group.restrict });
    pen.rect(x, base - (one.restrict + one.other) * unit, bin - 1, one.other * unit, { fill: theme.faint });
  }
  pen.line(scale.left, base + 0.5, chart.width, base + 0.5, { stroke: theme.soft });
  const marks = ticks(extent[0], extent[1], scale.k);
  let free = -Infinity;
  for (const tick of marks.major.length ? marks.major : marks.minor) {
    const x = scale.x(tick.day);
    if (x < scale.left || x < free || x + textWidth(tick.label) > chart.width) continue;
    pen.line(x, base, x, base + 5, { stroke: theme.soft });
    pen.text(tick.label, x + 3, BRUSH_HEIGHT - 5, { fill: theme.soft, size: 10.5 });
    free = x + textWidth(tick.label) + 12;
  }
  if (scale.left) pen.text("Whole period", 0, base - 4, { fill: theme.soft, size: 11 });
}

function startBrush() {
  let drag = null;
  const at = (event) => event.clientX - brushBox.getBoundingClientRect().left;
  brushBox.addEventListener("pointerdown", (event) => {
    const scale = brushScale(), x = at(event);
    if (x < scale.left - 8) return;
    const x1 = scale.x(S.from), x2 = scale.x(S.to);
    const kind = Math.abs(x - x1) < 8 ? "from" : Math.abs(x - x2) < 8 ? "to" : x > x1 && x < x2 ? "move" : "new";
    drag = { kind, x, from: S.from, to: S.to };
    brushBox.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  brushBox.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const scale = brushScale(), x = at(event), days = (x - drag.x) / scale.k;
    if (drag.kind === "move") showPeriod(drag.from + days, drag.to + days);
    else if (drag.kind === "from") showPeriod(Math.min(drag.from + days, drag.to - 3), drag.to);
    else if (drag.kind === "to") showPeriod(drag.from, Math.max(drag.to + days, drag.from + 3));
    else if (Math.abs(x - drag.x) > 4) showPeriod(scale.day(Math.min(x, drag.x)), scale.day(Math.max(x, drag.x)));
  });
  brushBox.addEventListener("pointerup", (event) => {
    if (drag && drag.kind === "new" && Math.abs(at(event) - drag.x) <= 4) {
      const half = (S.to - S.from) / 2, day = brushScale().day(at(event));
      showPeriod(day - half, day + half);
    }
    drag = null;
  });
  for (const [name, handle] of Object.entries(handles)) {
    handle.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
      if (!by) return;
      event.preventDefault();
      const days = by * Math.max((extent[1] - extent[0]) / 100, 1);
      if (name === "from") showPeriod(Math.min(S.from + days, S.to - 3), S.to);
      else showPeriod(S.from, Math.max(S.to + days, S.from + 3));
    });
  }
}
