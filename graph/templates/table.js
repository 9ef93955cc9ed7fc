// The table twin: every event that the filters let through, in pages, sortable, readable by ear.

const PAGE = 200;
const tableState = { sort: "date", down: false, page: 0 };
const COLUMNS = [
  { id: "date", label: "Date", key: (event) => event.anchor, text: (event) => (event.floating ? `n.d. (reported ${isoDay(event.report)})` : event.first === event.last ? isoDay(event.first) : `${isoDay(event.first)} / ${isoDay(event.last)}`) },
  { id: "actor", label: "Actor", key: (event) => event.actorName.toLowerCase(), text: (event) => event.actorName },
  { id: "action", label: "Action", key: (event) => event.action.label, text: (event) => event.action.label },
  { id: "target", label: "Target", key: (event) => event.targetName.toLowerCase(), text: (event) => event.targetName },
  { id: "status", label: "Status", key: (event) => STATUSES.indexOf(event.status) * 2 + event.state, text: (event) => (event.state ? `state, ${event.status}` : event.status) },
  { id: "measures", label: "Measures", key: (event) => event.measures.join(), text: (event) => event.measures.map((name) => name.replaceAll("-", " ")).join(", ") },
  { id: "sources", label: "Sources", key: (event) => event.sources, text: (event) => event.publishers.join(", ") },
  { id: "confidence", label: "Conf.", key: (event) => event.confidence, text: (event) => `${event.confidence}` },
  { id: "sentence", label: "Sentence", key: null, text: (event) => event.mentions[0].sentence },
];

function sortedEvents() {
  const column = COLUMNS.find((one) => one.id === tableState.sort);
  const keyed = shown.map((event) => [column.key(event), event]);
  keyed.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1].index - b[1].index));
  if (tableState.down) keyed.reverse();
  return keyed.map((pair) => pair[1]);
}

function drawTable() {
  if (S.view !== "table") return;
  const box = document.getElementById("table");
  const events = sortedEvents(), pages = Math.max(Math.ceil(events.length / PAGE), 1);
  tableState.page = Math.min(tableState.page, pages - 1);
  const first = tableState.page * PAGE;
  const head = make("tr", {}, ...COLUMNS.map((column) => {
    if (!column.key) return make("th", { scope: "col" }, column.label);
    const on = tableState.sort === column.id;
    const button = make("button", { type: "button" }, column.label, make("span", { "aria-hidden": "true" }, on ? (tableState.down ? " ↓" : " ↑") : ""));
    button.addEventListener("click", () => {
      tableState.down = on ? !tableState.down : false;
      tableState.sort = column.id;
      tableState.page = 0;
      scheduleHash();
      drawTable();
      document.querySelector(`#table th[data-column=${column.id}] button`).focus();
    });
    return make("th", { scope: "col", "data-column": column.id, "aria-sort": on ? (tableState.down ? "descending" : "ascending") : null }, button);
  }));
  const body = make("tbody", {}, ...events.slice(first, first + PAGE).map(tableRow));
  const table = make("table", {}, make("caption", {}, `${plural(events.length, "event")}; ${first + 1} to ${Math.min(first + PAGE, events.length)}`), make("thead", {}, head), body);
  box.replaceChildren(table, pager(pages));
}

function tableRow(event) {
  const cells = COLUMNS.map((column) => {
    if (column.id === "date") {
      const button = make("button", { type: "button", class: "link" }, column.text(event));
      button.addEventListener("click", () => { select(event); panel.focus(); });
      return make("th", { scope: "row" }, button);
    }
    const cell = make("td", { class: `c-${column.id}` });
    if (column.id === "action") cell.append(icon(event.group, event), " ");
    cell.append(make("bdi", {}, column.text(event)));
    return cell;
  });
  return make("tr", { class: event === S.selected ? "chosen" : null }, ...cells);
}

function pager(pages) {
  const box = make("nav", { class: "pager", "aria-label": "Pages of the table" });
  if (pages < 2) return box;
  const go = (label, page, off) => {
    const button = make("button", { type: "button", class: "tool" }, label);
    button.disabled = off;
    button.addEventListener("click", () => { tableState.page = page; drawTable(); document.getElementById("table").scrollTop = 0; });
    return button;
  };
  box.append(go("Previous", tableState.page - 1, tableState.page === 0), ` page ${tableState.page + 1} of ${pages} `, go("Next", tableState.page + 1, tableState.page === pages - 1));
  return box;
}
