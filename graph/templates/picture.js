// The view as a picture: with its title, its period, a legend, and what it was made from.

/** Title and period; gives the size of the whole. */
function drawHead(pen) {
  const head = 74, width = chart.width + 40, height = pictureHeight() + head + 58;
  pen.rect(0, 0, width, height, { fill: theme.paper });
  pen.text(D.title, 20, 36, { size: 24, weight: 700, family: SERIF, fill: theme.ink });
  pen.text(`${longDay(S.from)} to ${longDay(S.to)} · ${plural(shown.length, "event")} · ${S.clock === "event" ? "by date of event" : "by date of report"}`, 20, 58, { size: 13, fill: theme.soft });
  return { head, width, height };
}

function drawFoot(pen, { width, height }) {
  let x = 20;
  for (const group of GROUPS) {
    pen.shape(group.shape, x + 6, height - 34, MARK, { fill: theme.group[group.id] });
    pen.text(group.label, x + 18, height - 30, { size: 12, fill: theme.ink });
    x += 34 + textWidth(group.label, `12px ${SANS}`);
  }
  const last = D.articles.reduce((day, article) => Math.max(day, article.published), -Infinity);
  pen.text(`Filled: told as done. Hollow: planned; dashed: possible; struck: denied or hypothetical. ${plural(D.articles.length, "article")}, the latest of ${longDay(last)}. Dateline.`, 20, height - 10, { size: 11, fill: theme.soft });
  pen.line(20, height - 50, width - 20, height - 50, { stroke: theme.rule });
}

function savePng() {
  const canvas = document.createElement("canvas"), ctx = canvas.getContext("2d"), pen = new CanvasPen(ctx);
  canvas.width = (chart.width + 40) * 2;
  canvas.height = (pictureHeight() + 132) * 2;
  ctx.scale(2, 2);
  const size = drawHead(pen);
  ctx.save();
  ctx.translate(20, size.head);
  drawFull(pen);
  ctx.restore();
  drawFoot(pen, size);
  canvas.toBlob((blob) => download(fileName("png"), "image/png", blob), "image/png");
}

function svgText() {
  const pen = new SvgPen(), size = drawHead(pen);
  pen.parts.push(`<g transform="translate(20 ${size.head})">`);
  drawFull(pen);
  pen.parts.push("</g>");
  drawFoot(pen, size);
  return pen.toString(size.width, size.height);
}
