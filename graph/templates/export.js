// Taking it away: picture with legend and stamp, rows with every field.

function download(name, type, content) {
  const link = make("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 4000);
}

function fileName(extension) {
  const slug = D.title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "timeline";
  return `${slug}-${isoDay(S.from)}-${isoDay(S.to)}.${extension}`;
}

/** The whole picture: title, period, chart with all lanes, legend, and what it was made from. */
function drawPicture(pen) {
  const head = 74, foot = 58, width = chart.width + 40, height = chart.lanes.height + head + foot;
  pen.rect(0, 0, width, height, { fill: theme.paper });
  pen.text(D.title, 20, 36, { size: 24, weight: 700, family: SERIF, fill: theme.ink });
  pen.text(`${longDay(S.from)} to ${longDay(S.to)} · ${plural(shown.length, "event")} · ${S.clock === "event" ? "by date of event" : "by date of report"}`, 20, 58, { size: 13, fill: theme.soft });
  return { head, foot, width, height };
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

/** The chart with its lane names, moved to its place by the pen's owner. */
function drawFullChart(pen) {
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

function savePng() {
  const canvas = document.createElement("canvas"), ctx = canvas.getContext("2d"), pen = new CanvasPen(ctx);
  const probe = { head: 74, foot: 58, width: chart.width + 40, height: chart.lanes.height + 132 };
  canvas.width = probe.width * 2;
  canvas.height = probe.height * 2;
  ctx.scale(2, 2);
  const size = drawPicture(pen);
  ctx.save();
  ctx.translate(20, size.head);
  drawFullChart(pen);
  ctx.restore();
  drawFoot(pen, size);
  canvas.toBlob((blob) => download(fileName("png"), "image/png", blob), "image/png");
}

function svgText() {
  const pen = new SvgPen();
  const size = drawPicture(pen);
  pen.parts.push(`<g transform="translate(20 ${size.head})">`);
  drawFullChart(pen);
  pen.parts.push("</g>");
  drawFoot(pen, size);
  return pen.toString(size.width, size.height);
}

/** A cell that no spreadsheet takes for a formula. */
function csvCell(value) {
  let text = value === null || value === undefined ? "" : String(value);
  if (/^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text)) text = `'${text}`;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function record(event) {
  return {
    id: event.id, start: event.start === null ? null : isoDay(event.start), end: event.end === null ? null : isoDay(event.end),
    precision: event.precision, actor: event.actor ? event.actor.label : null, actor_id: event.actor ? event.actor.id : null,
    action: event.action.id, group: event.group, target: event.target ? event.target.label : null, target_id: event.target ? event.target.id : null,
    status: event.status, kind: event.state ? "state" : "act", polarity: event.polarity, measures: event.measures.join(" "),
    valid_until: event.until === null ? null : isoDay(event.until), reported: isoDay(event.report), confidence: event.confidence / 100, mentions: event.sources,
    publishers: event.publishers.join("; "), sentence: event.mentions[0].sentence, url: event.mentions[0].article.url,
  };
}

function csvText(events) {
  const records = events.map(record), names = Object.keys(records[0] || { id: "" });
  return `${[names, ...records.map((one) => names.map((name) => one[name]))].map((line) => line.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

function jsonText(events) {
  return `${JSON.stringify(events.map((event) => ({
    ...record(event), measures: event.measures,
    evidence: event.mentions.map((mention) => ({ sentence: mention.sentence, start: mention.offset, end: mention.until, status: mention.status, said_by: mention.speaker ? mention.speaker.label : null,
      article: mention.article.id, url: mention.article.url, title: mention.article.title, publisher: mention.article.publisher, published: isoDay(mention.article.published), rule: mention.rule, confidence: mention.confidence / 100 })),
  })), null, 1)}\n`;
}

function startExport() {
  const saves = { png: savePng, svg: () => download(fileName("svg"), "image/svg+xml", svgText()), csv: () => download(fileName("csv"), "text/csv;charset=utf-8", csvText(shown)),
    json: () => download(fileName("json"), "application/json", jsonText(shown)), print: () => window.print() };
  for (const [name, save] of Object.entries(saves)) {
    document.getElementById(`save-${name}`).addEventListener("click", () => { document.getElementById("save").open = false; save(); });
  }
}
