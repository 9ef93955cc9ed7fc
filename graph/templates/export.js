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
