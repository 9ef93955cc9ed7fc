// The column beside the chart: what the period holds, in order of time, and the evidence for the event chosen.

const panel = document.getElementById("panel");

/** An element with attributes and children; text is always text. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";
/** The mark of a group, as in the chart. */
function icon(groupId, { status = "asserted", state = false } = {}) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-1.5 -1.5 3 3");
  svg.setAttribute("class", `icon g-${groupId} s-${status}${state ? " state" : ""}`);
  svg.setAttribute("aria-hidden", "true");
  const shape = state ? "pill" : GROUP.get(groupId).shape;
  const mark = document.createElementNS(SVG, shape === "circle" ? "circle" : "polygon");
  if (shape === "circle") mark.setAttribute("r", "1");
  else mark.setAttribute("points", OUTLINES[shape].map((point) => point.map((value) => value.toFixed(3)).join(",")).join(" "));
  svg.append(mark);
  if (status === "negated" || status === "counterfactual") {
    const slash = document.createElementNS(SVG, "line");
    for (const [key, value] of Object.entries({ x1: -1.2, y1: 1.2, x2: 1.2, y2: -1.2 })) slash.setAttribute(key, value);
    svg.append(slash);
  }
  return svg;
}

function whenText(event) {
  if (S.clock === "report") return `Reported ${longDay(event.report)}`;
  if (event.floating) return `No date given, reported ${longDay(event.report)}`;
  return longInterval(event.start, event.end);
}

function announce(text) {
  document.getElementById("live").textContent = text;
}

function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** The list follows the window when it comes to rest; a choice shows at once. */
function updatePanel() {
  clearTimeout(updatePanel.timer);
  if (S.selected === updatePanel.selected && S.bin === updatePanel.bin && panel.firstChild) updatePanel.timer = setTimeout(fillPanel, 250);
  else fillPanel();
}

function fillPanel() {
  [updatePanel.selected, updatePanel.bin] = [S.selected, S.bin];
  if (document.body.classList.contains("has-selection") !== Boolean(S.selected || S.bin)) document.body.classList.toggle("has-selection");
  if (!S.selected) showList();
  else if (panel.dataset.key !== `${S.selected.id} ${S.clock} ${S.selected.act ? S.selected.act.length : 1}`) showEvidence(S.selected);
}

const LIST = 80;
/** The events of the window, or of one column, as a list to read. */
function showList() {
  const events = S.bin ? columnEvents(S.bin) : shown.slice(lowerBound(shown, S.from), lowerBound(shown, S.to));
  const key = `${events.length} ${events[0] ? events[0].id : ""} ${events.length ? events[events.length - 1].id : ""} ${S.clock} ${S.bin ? S.bin.lane.label : ""} ${S.query}`;
  if (panel.dataset.key === key) return;
  panel.dataset.key = key;
  const head = make("header", {}, make("h2", {}, S.bin ? `${S.bin.lane.label}` : "In this period"),
    make("p", { class: "count" }, events.length ? plural(events.length, "event") : "No events here. Widen the period or clear a filter."));
  if (S.bin) {
    const closer = make("button", { type: "button", class: "link" }, "zoom to these");
    closer.addEventListener("click", () => { const bin = S.bin; change({ bin: null }); showPeriod(bin.from - 1, bin.to + 1); });
    head.append(closer);
  }
  const list = make("ol", { class: "reading" });
  let month = null;
  const acts = actsOf(events);
  for (const event of acts.slice(0, LIST)) {
    const at = calendar(event.anchor), name = `${MONTHS[at.month - 1]} ${at.year}`;
    if (name !== month) { list.append(make("li", { class: "month" }, name)); month = name; }
    list.append(listItem(event, at));
  }
  if (acts.length > LIST) list.append(make("li", { class: "rest" }, `${(acts.length - LIST).toLocaleString("en")} more: zoom in or filter, or open the table.`));
  panel.replaceChildren(head, ...(typeof listExtras === "function" ? listExtras() : []), list);
  panel.scrollTop = 0;
}

function listItem(event, at) {
  const day = event.floating ? "n.d." : event.precision === "day" || S.clock === "report" ? String(at.day) : event.precision === "month" ? "" : "~";
  const button = make("button", { type: "button" },
    make("span", { class: "day" }, day), icon(event.group, event),
    make("span", { class: "line" }, make("bdi", { class: "actor" }, event.subject), " ", make("bdi", {}, event.actDoing)));
  button.addEventListener("click", () => select(event, { reveal: true }));
  button.addEventListener("pointerenter", () => { chart.hover = event; chart.network.redraw(); });
  button.addEventListener("pointerleave", () => { chart.hover = null; chart.network.redraw(); });
  return make("li", { class: event.status === "asserted" ? "" : "unsure" }, button);
}

/** The sentence with actor, action, target and date marked where they stand. */
function markedSentence(mention) {
  const quote = make("p", { class: "sentence", dir: "auto" });
  let at = 0;
  for (const span of mention.marks) {
    quote.append(mention.sentence.slice(at, span.start), make("mark", { class: `r-${span.role}`, title: span.role }, mention.sentence.slice(span.start, span.end)));
    at = span.end;
  }
  quote.append(mention.sentence.slice(at));
  return quote;
}

function mentionBlock(mention, event) {
  const { article } = mention;
  const title = article.title || article.id;
  const link = article.url
    ? make("a", { href: article.url, target: "_blank", rel: "noopener noreferrer" }, make("bdi", {}, title), make("span", { class: "out", "aria-hidden": "true" }, " ↗"))
    : make("span", { class: "untitled" }, make("bdi", {}, title));
  const facts = [];
  if (mention.speaker) facts.push(`said by ${mention.speaker.label}`);
  if (mention.status !== event.status) facts.push(`told as ${mention.status}`);
  if (mention.start !== null && (mention.start !== event.start || mention.end !== event.end)) facts.push(`dated ${longInterval(mention.start, mention.end)}`);
  if (mention.details) facts.push(mention.details);
  return make("blockquote", {}, markedSentence(mention),
    make("footer", {}, make("strong", {}, make("bdi", {}, article.publisher || "Publisher not named")), `, ${longDay(article.published)}`, make("br"), link,
      make("div", { class: "facts" }, facts.join(" · ")),
      make("div", { class: "how" }, `characters ${mention.offset}–${mention.until} · ${mention.rule ? `date by ${mention.rule} · ` : ""}confidence ${mention.confidence} %`)));
}

const STATUS_WORDS = { asserted: "Told as done", planned: "Planned", possible: "Possible, not done", negated: "Said not to have happened", counterfactual: "Hypothetical" };

/** The sentences of an act, each once, with the marks of all that was read from it. */
function actMentions(act) {
  const found = new Map();
  for (const event of act) {
    for (const mention of event.mentions) {
      const key = `${mention.article.id} ${mention.offset}`, known = found.get(key);
      if (!known) { found.set(key, { ...mention, marks: [...mention.marks] }); continue; }
      for (const span of mention.marks) if (known.marks.every((one) => span.end <= one.start || one.end <= span.start)) known.marks.push(span);
      known.marks.sort((a, b) => a.start - b.start);
    }
  }
  return [...found.values()].sort((a, b) => a.article.published - b.article.published);
}

/** The targets of an act, each leading to its own event. */
function actTargets(event, act) {
  if (act.length < 2) return null;
  return make("p", { class: "targets" }, "Told of ", ...act.flatMap((one, i) => {
    const button = make("button", { type: "button", class: "link" }, make("bdi", {}, one.targetName || "no target named"));
    button.addEventListener("click", () => { document.getElementById("search").value = one.targetName; change({ query: one.targetName.toLowerCase() }, { data: true }); });
    return i ? [", ", button] : [button];
  }));
}

function badgesOf(event, measures) {
  return make("p", { class: "badges" },
    make("span", { class: `badge g-${event.group}` }, icon(event.group, event), event.action.label),
    make("span", { class: `badge status ${event.status}` }, event.state ? `State, ${STATUS_WORDS[event.status].toLowerCase()}` : STATUS_WORDS[event.status]),
    ...[...measures].map((name) => make("span", { class: "badge" }, name.replaceAll("-", " "))));
}

function showEvidence(event) {
  const act = event.act && event.act.length > 1 ? event.act : [event];
  panel.dataset.key = `${event.id} ${S.clock} ${act.length}`;
  const back = make("button", { type: "button", class: "link back" }, "← all events in this period");
  back.addEventListener("click", () => change({ selected: null }));
  const mentions = actMentions(act), publishers = new Set(mentions.map((mention) => mention.article.publisher || mention.article.id));
  const measures = new Set(act.flatMap((one) => one.measures));
  const badges = badgesOf(event, measures);
  const parts = [back, make("p", { class: "dateline" }, whenText(event)), make("h2", { class: "headline" }, make("bdi", {}, event.actHeadline)), badges,
    make("p", { class: "sure" }, `${plural(mentions.length, "sentence")} in ${plural(publishers.size, "publication")}, confidence ${Math.min(...act.map((one) => one.confidence))} %`,
      event.precision && event.precision !== "day" ? ` · dated to the ${event.precision} (“${event.dated}”)` : "",
      event.until !== null ? ` · valid until ${longDay(event.until)}` : "")];
  if (event.conflicts.length) parts.push(make("p", { class: "conflict" }, `Sources disagree on ${event.conflicts.join(" and ")}.`));
  parts.push(actTargets(event, act), ...mentions.map((mention) => mentionBlock(mention, event)), neighbours(event), actions(event));
  panel.replaceChildren(...parts.filter(Boolean));
  panel.scrollTop = 0;
}

/** The nearest events before and after with the same target, and by the same actor. */
function neighbours(event) {
  const related = new Map();
  const all = D.events.filter((one) => one !== event && !one.state && (one.act === null || one.act !== event.act));
  const near = (test) => {
    const before = all.filter((one) => test(one) && one.first < event.first).pop();
    const after = all.find((one) => test(one) && one.first > event.first);
    for (const one of [before, after]) if (one) related.set(one.id, one);
  };
  if (event.target) near((one) => one.target && one.target.id === event.target.id);
  if (event.actor) near((one) => one.actor && one.actor.id === event.actor.id);
  const list = [...related.values()].sort((a, b) => a.first - b.first || a.index - b.index);
  if (!list.length) return null;
  const items = list.map((one) => {
    const days = event.first - one.first;
    const button = make("button", { type: "button" }, icon(one.group, one), make("span", {}, make("em", {}, `${event.first === event.last && one.first === one.last ? "" : "about "}${daysInWords(Math.abs(days))} ${days > 0 ? "after" : "before"} `),
      make("bdi", {}, one.headline), ` (${shortDay(one.first)})`));
    button.addEventListener("click", () => select(one, { reveal: true }));
    return make("li", {}, button);
  });
  return make("section", { class: "near" }, make("h3", {}, "This came"), make("ul", {}, ...items));
}

function citation(event) {
  const mention = event.mentions[0], { article } = mention;
  return `“${mention.sentence}” ${article.publisher ? `${article.publisher}, ` : ""}${article.title ? `“${article.title}”, ` : ""}${longDay(article.published)}${article.url ? `, ${article.url}` : ""} (characters ${mention.offset}–${mention.until}).`;
}

function sparql(event) {
  const iri = `https://w3id.org/dateline/event/${encodeURIComponent(event.id)}`;
  return `PREFIX gaf: <http://groundedannotationframework.org/gaf#>\nSELECT ?property ?value ?sentence WHERE {\n  <${iri}> ?property ?value .\n  OPTIONAL { <${iri}> gaf:denotedBy ?sentence }\n}\n`;
}

function actions(event) {
  const copy = (label, text) => {
    const button = make("button", { type: "button", class: "tool" }, label);
    button.addEventListener("click", () => copyText(text(event)).then((done) => { button.textContent = done ? "Copied" : "Not copied"; setTimeout(() => { button.textContent = label; }, 1600); }));
    return button;
  };
  return make("p", { class: "actions" }, copy("Copy citation", citation), copy("Copy as SPARQL", sparql), copy("Copy link", () => location.href.split("#")[0] + hashOf()));
}

async function copyText(text) {
  try { await navigator.clipboard.writeText(text); return true; } catch { /* no permission in a file or frame: the old way */ }
  const area = make("textarea", { readonly: true });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
