// The data block, decoded into events that point at their actors, actions, targets and mentions.

const STATUSES = ["asserted", "planned", "possible", "negated", "counterfactual"];
const POLARITIES = ["restrict", "relax", "neutral"];
const PRECISIONS = ["day", "week", "month", "quarter", "season", "half", "year", "decade", "range"];
const ROLES = ["actor", "action", "target", "date"];
const GROUPS = [
  { id: "restrict", label: "Restrict", shape: "square" },
  { id: "relax", label: "Relax", shape: "down" },
  { id: "signal", label: "Signal", shape: "up" },
  { id: "decide", label: "Decide", shape: "diamond" },
  { id: "enforce", label: "Enforce", shape: "hexagon" },
  { id: "respond", label: "Respond", shape: "star" },
  { id: "diplomacy", label: "Diplomacy", shape: "circle" },
  { id: "conflict", label: "Conflict", shape: "cross" },
];
const GROUP = new Map(GROUPS.map((group) => [group.id, group]));

/** The text of the data block, inflated when it was packed. */
async function dataText() {
  const block = document.getElementById("data");
  const text = block.textContent.trim();
  if (block.dataset.packed !== "true") return text;
  const letters = atob(text), bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = letters.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}

/** Rows of a table of columns. */
function rows(columns) {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, i) => Object.fromEntries(names.map((name) => [name, columns[name][i]])));
}

function webLink(url) {
  return typeof url === "string" && /^https?:\/\/[^\s<>"'\\]+$/i.test(url) ? url : null;
}

function words(text) {
  return text ? text.split(" ") : [];
}

/** Mentions are decoded only when somebody looks at their event. */
function decodeMention(row, data) {
  const { mentions, sentences } = data;
  const at = mentions.sentence[row], marks = mentions.marks[row], speaker = mentions.speaker[row];
  const spans = [];
  for (let i = 0; i < marks.length; i += 3) spans.push({ start: marks[i], end: marks[i + 1], role: ROLES[marks[i + 2]] });
  return {
    sentence: sentences.text[at], offset: sentences.start[at], until: sentences.start[at] + [...sentences.text[at]].length, article: data.articles[sentences.article[at]],
    status: STATUSES[mentions.status[row]], speaker: speaker < 0 ? null : data.entities[speaker], confidence: mentions.confidence[row],
    rule: data.strings[mentions.rule[row]], marks: spans, details: data.strings[mentions.details[row]], start: mentions.first[row], end: mentions.first[row] === null ? null : mentions.first[row] + mentions.days[row],
  };
}

class TimelineEvent {
  constructor(data, columns, i) {
    this.index = i;
    this.data = data;
    this.id = columns.id[i];
    this.actor = columns.actor[i] < 0 ? null : data.entities[columns.actor[i]];
    this.action = data.actions[columns.action[i]];
    this.target = columns.target[i] < 0 ? null : data.entities[columns.target[i]];
    this.predicate = data.strings[columns.predicate[i]];
    this.measures = words(data.strings[columns.measures[i]]);
    this.polarity = POLARITIES[columns.polarity[i]];
    this.status = STATUSES[columns.status[i]];
    this.state = columns.state[i] === 1;
    this.start = columns.start[i];
    this.end = this.start === null ? null : this.start + columns.days[i];
    this.precision = columns.precision[i] < 0 ? null : PRECISIONS[columns.precision[i]];
    this.dated = data.strings[columns.dated[i]];
    this.until = columns.until[i];
    this.report = columns.report[i] + (this.start || 0);
    this.confidence = columns.confidence[i];
    this.conflicts = words(data.strings[columns.conflicts[i]]);
    this.first = 0; // first and last day on the clock in use, set by setClock
    this.last = 0;
    this.anchor = 0; // where the mark stands: the middle of the days on which it may have happened
  }

  get group() { return this.action.group; }
  get groupIndex() { return this.action.index; }
  get weight() { return (this.weighed ??= weight(this)); }
  get sources() { return this.data.firstMention[this.index + 1] - this.data.firstMention[this.index]; }
  /** The numbers of the event's mentions. */
  get rows() { return Array.from({ length: this.sources }, (_, i) => this.data.firstMention[this.index] + i); }
  get mentions() { return (this.decoded ??= this.rows.map((row) => decodeMention(row, this.data))); }
  get articles() { return this.rows.map((row) => this.data.articles[this.data.sentences.article[this.data.mentions.sentence[row]]]); }
  get publishers() {
    return (this.named ??= [...new Set(this.articles.map((article) => article.publisher || "Publisher not named"))]);
  }
  get actorName() { return this.actor ? this.actor.label : "Actor not named"; }
  get targetName() { return this.target ? this.target.label : ""; }
  /** The act that this event is part of: what one actor did on one day to several targets is told once. */
  get actDoing() {
    if (!this.act || this.act.length === 1) return this.doing;
    const names = [...new Set(this.act.map((event) => event.targetName).filter(Boolean))];
    if (names.length < 2) return this.doing;
    const list = names.length === 2 ? names.join(" and ") : names.length === 3 ? `${names[0]}, ${names[1]} and ${names[2]}` : `${names[0]}, ${names[1]} and ${names.length - 2} more`;
    return `${this.predicate} ${list}`;
  }
  get actHeadline() { return `${this.subject} ${this.actDoing}`; }
  /** What the actor does to the target, without the actor. */
  get doing() {
    return this.target ? `${this.predicate} ${this.target.label}` : this.predicate.replace(/ (on|with|of|to|against)$/, "");
  }
  get headline() { return `${this.subject} ${this.doing}`; }
  get subject() {
    if (!this.actor) return "Actor not named:";
    return this.state && this.status === "possible" ? `${this.actor.label}:` : this.actor.label; // such a predicate has no verb
  }
  get text() {
    return (this.folded ??= [
      this.headline, this.action.label, this.measures.join(" "), this.status,
      ...this.rows.map((row) => this.data.sentences.text[this.data.mentions.sentence[row]]),
      ...this.articles.map((article) => article.title || ""),
    ].join(" ").toLowerCase());
  }
}

/** Everything the page shows, from the text of the data block. */
function decode(text) {
  const raw = JSON.parse(text);
  const data = {
    title: raw.title,
    strings: raw.strings,
    entities: rows(raw.entities),
    actions: rows(raw.actions),
    articles: rows(raw.articles),
    sentences: raw.sentences,
    mentions: raw.mentions,
    firstMention: [0],
    network: raw.network || null,
    focus: raw.focus,
  };
  for (const count of raw.events.mentions) data.firstMention.push(data.firstMention[data.firstMention.length - 1] + count);
  for (const action of data.actions) action.index = Math.max(GROUPS.findIndex((group) => group.id === action.group), 0);
  for (const article of data.articles) article.url = webLink(article.url);
  data.events = raw.events.id.map((_, i) => new TimelineEvent(data, raw.events, i));
  data.byId = new Map(data.events.map((event) => [event.id, event]));
  return data;
}
