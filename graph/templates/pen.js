// One set of strokes for screen and export: the same drawing goes to a canvas or into an SVG file.

/** Outlines of the marks in a square of side 2, so that shape alone tells the action group. */
const OUTLINES = {
  square: [[-0.86, -0.86], [0.86, -0.86], [0.86, 0.86], [-0.86, 0.86]],
  up: [[0, -1.1], [1.05, 0.8], [-1.05, 0.8]],
  down: [[0, 1.1], [1.05, -0.8], [-1.05, -0.8]],
  diamond: [[0, -1.2], [1.1, 0], [0, 1.2], [-1.1, 0]],
  hexagon: [[-1.1, 0], [-0.55, -0.98], [0.55, -0.98], [1.1, 0], [0.55, 0.98], [-0.55, 0.98]],
  star: Array.from({ length: 10 }, (_, i) => {
    const r = i % 2 ? 0.52 : 1.22, a = (Math.PI * i) / 5 - Math.PI / 2;
    return [r * Math.cos(a), r * Math.sin(a)];
  }),
  cross: [[-1, -0.4], [-0.4, -1], [0, -0.58], [0.4, -1], [1, -0.4], [0.58, 0], [1, 0.4], [0.4, 1], [0, 0.58], [-0.4, 1],
    [-1, 0.4], [-0.58, 0]],
  pill: [[-1.3, -0.42], [1.3, -0.42], [1.3, 0.42], [-1.3, 0.42]],
};
const SANS = '"Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif';
const SERIF = 'Charter, "Bitstream Charter", "Source Serif 4", Georgia, "Liberation Serif", serif';

class CanvasPen {
  constructor(ctx) { this.ctx = ctx; }

  rect(x, y, w, h, { fill, alpha = 1, stroke, width = 1 }) {
    const { ctx } = this;
    ctx.globalAlpha = alpha;
    if (fill) { ctx.fillStyle = fill; ctx.fillRect(x, y, w, h); }
    if (stroke) { ctx.strokeStyle = stroke; ctx.lineWidth = width; ctx.strokeRect(x, y, w, h); }
    ctx.globalAlpha = 1;
  }

  /** Many boxes of one colour, as one stroke. */
  boxes(list, { fill, alpha = 1 }) {
    const { ctx } = this;
    ctx.globalAlpha = alpha;
    ctx.fillStyle = fill;
    ctx.beginPath();
    for (const [x, y, w, h] of list) ctx.rect(x, y, w, h);
    ctx.fill();
    ctx.globalAlpha = 1;
  }

  line(x1, y1, x2, y2, { stroke, width = 1, dash = [], alpha = 1 }) {
    const { ctx } = this;
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = stroke;
    ctx.lineWidth = width;
    ctx.setLineDash(dash);
    ctx.beginPath();
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
  }

  shape(kind, x, y, r, { fill, stroke, width = 1.5, dash = [], alpha = 1 }) {
    const { ctx } = this;
    ctx.globalAlpha = alpha;
    ctx.beginPath();
    if (kind === "circle") ctx.arc(x, y, r * 0.98, 0, Math.PI * 2);
    else {
      const points = OUTLINES[kind];
      points.forEach(([px, py], i) => (i ? ctx.lineTo(x + px * r, y + py * r) : ctx.moveTo(x + px * r, y + py * r)));
      ctx.closePath();
    }
    if (fill) { ctx.fillStyle = fill; ctx.fill(); }
    if (stroke) {
      ctx.strokeStyle = stroke; ctx.lineWidth = width; ctx.lineJoin = "round"; ctx.setLineDash(dash); ctx.stroke(); ctx.setLineDash([]);
    }
    ctx.globalAlpha = 1;
  }

  text(text, x, y, { size = 11, weight = 400, fill, anchor = "start", family = SANS, halo, style = "" }) {
    const { ctx } = this;
    ctx.font = `${style} ${weight} ${size}px ${family}`.trim();
    ctx.textAlign = anchor === "middle" ? "center" : anchor;
    ctx.textBaseline = "alphabetic";
    if (halo) { ctx.strokeStyle = halo; ctx.lineWidth = 3; ctx.lineJoin = "round"; ctx.strokeText(text, x, y); }
    ctx.fillStyle = fill;
    ctx.fillText(text, x, y);
  }

  clip(x, y, w, h) { this.ctx.save(); this.ctx.beginPath(); this.ctx.rect(x, y, w, h); this.ctx.clip(); }
  unclip() { this.ctx.restore(); }
}

class SvgPen {
  constructor() { this.parts = []; this.clips = 0; }

  put(name, attributes, text) {
    const escaped = (value) => String(value).replace(/[&<>"\u0000-\u001f]/g, (c) => `&#${c.charCodeAt(0) < 32 ? 32 : c.charCodeAt(0)};`);
    const list = Object.entries(attributes).filter(([, value]) => value !== undefined && value !== null)
      .map(([key, value]) => ` ${key}="${escaped(typeof value === "number" ? +value.toFixed(2) : value)}"`).join("");
    this.parts.push(text === undefined ? `<${name}${list}/>` : `<${name}${list}>${escaped(text)}</${name}>`);
  }

  paint({ fill, stroke, width = 1, dash = [], alpha = 1 }) {
    return { fill: fill || "none", stroke, "stroke-width": stroke ? width : undefined,
      "stroke-dasharray": dash.length ? dash.join(" ") : undefined, opacity: alpha < 1 ? alpha : undefined };
  }

  rect(x, y, width, height, paint) { this.put("rect", { x, y, width, height, ...this.paint(paint) }); }
  boxes(list, paint) {
    this.put("path", { d: list.map(([x, y, w, h]) => `M${x.toFixed(2)} ${y.toFixed(2)}h${w.toFixed(2)}v${h.toFixed(2)}h${(-w).toFixed(2)}z`).join(""), ...this.paint(paint) });
  }

  line(x1, y1, x2, y2, paint) { this.put("line", { x1, y1, x2, y2, ...this.paint(paint) }); }

  shape(kind, x, y, r, paint) {
    const look = this.paint({ width: 1.5, ...paint });
    if (kind === "circle") this.put("circle", { cx: x, cy: y, r: r * 0.98, ...look });
    else this.put("polygon", { points: OUTLINES[kind].map(([px, py]) => `${(x + px * r).toFixed(2)},${(y + py * r).toFixed(2)}`).join(" "), ...look });
  }

  text(text, x, y, { size = 11, weight = 400, fill, anchor = "start", family = SANS, halo }) {
    this.put("text", { x, y, "font-size": size, "font-weight": weight, "font-family": family, fill, "text-anchor": anchor,
      stroke: halo, "stroke-width": halo ? 3 : undefined, "paint-order": halo ? "stroke" : undefined }, text);
  }

  clip(x, y, width, height) {
    this.clips += 1;
    this.parts.push(`<clipPath id="c${this.clips}"><rect x="${x}" y="${y}" width="${width}" height="${height}"/></clipPath><g clip-path="url(#c${this.clips})">`);
  }

  unclip() { this.parts.push("</g>"); }
  toString(width, height) {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${this.parts.join("\n")}</svg>\n`;
  }
}

const widths = new Map();
const ruler = document.createElement("canvas").getContext("2d");
/** The width of a text in pixels, measured once. */
function textWidth(text, font = `11px ${SANS}`) {
  const key = font + text;
  let width = widths.get(key);
  if (width === undefined) {
    ruler.font = font;
    width = ruler.measureText(text).width;
    if (widths.size > 20000) widths.clear();
    widths.set(key, width);
  }
  return width;
}

/** As much of a text as fits, with an ellipsis; empty when nothing sensible does. */
function fitText(text, room, font) {
  if (textWidth(text, font) <= room) return text;
  let low = 0, high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (textWidth(`${text.slice(0, middle)}…`, font) <= room) low = middle; else high = middle - 1;
  }
  return low >= 9 ? `${text.slice(0, low).trimEnd()}…` : "";
}
