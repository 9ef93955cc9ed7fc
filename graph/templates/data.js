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
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
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
  const [sentence, status, speaker, confidence, rule, marks, details, start, end] = row;
  const source = data.sentences[sentence];
  const spans = [];
  for (let i = 0; i < marks.length; i += 3) spans.push({ start: marks[i], end: marks[i + 1], role: ROLES[marks[i + 2]] });
  return {
    sentence: source.text, offset: source.start, until: source.end, article: data.articles[source.article],
    status: STATUSES[status], speaker: speaker < 0 ? null : data.entities[speaker], confidence,
    rule: data.strings[rule], marks: spans, details: data.strings[details], start, end,
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
    this.end = columns.end[i];
    this.precision = columns.precision[i] < 0 ? null : PRECISIONS[columns.precision[i]];
    this.dated = data.strings[columns.dated[i]];
    this.until = columns.until[i];
    this.report = columns.report[i];
    this.confidence = columns.confidence[i];
    this.conflicts = words(data.strings[columns.conflicts[i]]);
    this.raw = columns.mentions[i];
    this.first = 0; // first and last day on the clock in use, set by setClock
    this.last = 0;
  }

  get group() { return this.action.group; }
  get sources() { return this.raw.length; }
  get mentions() { return (this.decoded ??= this.raw.map((row) => decodeMention(row, this.data))); }
  get publishers() {
    return (this.named ??= [...new Set(this.raw.map((row) => {
      const article = this.data.articles[this.data.sentences[row[0]].article];
      return article.publisher || "Publisher not named";
    }))]);
  }
  get actorName() { return this.actor ? this.actor.label : "Not named"; }
  get targetName() { return this.target ? this.target.label : ""; }
  /** What the actor does to the target, without the actor. */
  get doing() {
    return this.target ? `${this.predicate} ${this.target.label}` : this.predicate.replace(/ (on|with|of|to|against)$/, "");
  }
  get headline() { return `${this.actorName} ${this.doing}`; }
  /** Where the mark stands: the middle of the days on which it may have happened. */
  get anchor() { return (this.first + this.last + 1) / 2; }
  get text() {
    return (this.folded ??= [
      this.headline, this.action.label, this.measures.join(" "), this.status,
      ...this.raw.map((row) => this.data.sentences[row[0]].text),
      ...this.raw.map((row) => this.data.articles[this.data.sentences[row[0]].article].title || ""),
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
    sentences: rows(raw.sentences),
  };
  for (const article of data.articles) article.url = webLink(article.url);
  data.events = raw.events.id.map((_, i) => new TimelineEvent(data, raw.events, i));
  data.byId = new Map(data.events.map((event) => [event.id, event]));
  return data;
}
