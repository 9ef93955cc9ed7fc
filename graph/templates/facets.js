// The filters: the legend of marks, one menu a facet with counts, confidence and words.

const legend = document.getElementById("legend");
const facetBar = document.getElementById("facets");

function tally(except, values) {
  const counts = new Map();
  for (const event of D.events) {
    if (!passes(event, except)) continue;
    for (const value of values(event)) counts.set(value, (counts.get(value) || 0) + 1);
  }
  return counts;
}

function toggled(set, value) {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}

function drawLegend() {
  const counts = tally("group", (event) => [event.group]);
  legend.replaceChildren(...GROUPS.map((group) => {
    const on = !S.groups.size || S.groups.has(group.id);
    const button = make("button", { type: "button", "aria-pressed": String(S.groups.has(group.id)), class: on ? "" : "off", "data-group": group.id },
      icon(group.id), make("span", {}, group.label), make("span", { class: "count" }, String(counts.get(group.id) || 0)));
    button.disabled = !counts.get(group.id) && !S.groups.has(group.id);
    button.addEventListener("click", () => { change({ groups: toggled(S.groups, group.id) }, { data: true }); });
    return button;
  }));
}

function drawFacets() {
  for (const facet of FACETS) {
    const box = document.getElementById(`facet-${facet.id}`);
    const chosen = S.facets[facet.id];
    box.querySelector("summary .chosen").textContent = chosen.size ? String(chosen.size) : "";
    box.classList.toggle("active", chosen.size > 0);
    if (box.open) drawChoices(facet, box);
  }
  const active = S.groups.size || S.confidence || S.query || FACETS.some((facet) => S.facets[facet.id].size);
  document.getElementById("clear").hidden = !active;
  document.getElementById("matches").textContent = shown.length === D.events.length ? plural(D.events.length, "event") : `${shown.length.toLocaleString("en")} of ${plural(D.events.length, "event")}`;
}

function drawChoices(facet, box) {
  const counts = tally(facet.id, facet.of);
  for (const value of S.facets[facet.id]) if (!counts.has(value)) counts.set(value, 0);
  const wanted = box.querySelector("input[type=search]").value.toLowerCase();
  const choices = [...counts].filter(([value]) => value.toLowerCase().includes(wanted)).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const most = Math.max(...choices.map(([, count]) => count), 1);
  const list = box.querySelector(".choices");
  list.replaceChildren(...choices.slice(0, 200).map(([value, count]) => {
    const input = make("input", { type: "checkbox" });
    input.checked = S.facets[facet.id].has(value);
    input.addEventListener("change", () => change({ facets: { ...S.facets, [facet.id]: toggled(S.facets[facet.id], value) } }, { data: true }));
    const bar = make("span", { class: "bar", "aria-hidden": "true" });
    bar.style.width = `${Math.max((count / most) * 100, 1)}%`;
    return make("label", {}, input, make("bdi", { class: "value" }, value), make("span", { class: "count" }, count.toLocaleString("en")), bar);
  }));
  if (choices.length > 200) list.append(make("p", { class: "rest" }, `${choices.length - 200} more: type to find them.`));
}

function startFacets() {
  for (const facet of FACETS) {
    const find = make("input", { type: "search", placeholder: `Find ${facet.label.toLowerCase()}`, "aria-label": `Find ${facet.label.toLowerCase()}` });
    const box = make("details", { class: "facet", id: `facet-${facet.id}` },
      make("summary", {}, facet.label, make("span", { class: "chosen" })), make("div", { class: "menu" }, find, make("div", { class: "choices" })));
    box.addEventListener("toggle", () => {
      if (!box.open) return;
      for (const other of facetBar.querySelectorAll("details[open]")) if (other !== box) other.open = false;
      drawChoices(facet, box);
    });
    find.addEventListener("input", () => drawChoices(facet, box));
    facetBar.append(box);
  }
  document.addEventListener("pointerdown", (event) => {
    for (const box of document.querySelectorAll("details.facet[open]")) if (!box.contains(event.target)) box.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const box of document.querySelectorAll("details.facet[open]")) { box.open = false; box.querySelector("summary").focus(); }
  });
  const confidence = document.getElementById("confidence");
  confidence.addEventListener("input", () => change({ confidence: Number(confidence.value) }, { data: true }));
  const search = document.getElementById("search");
  search.addEventListener("input", () => change({ query: search.value.trim().toLowerCase() }, { data: true }));
  document.getElementById("clear").addEventListener("click", () => {
    search.value = "";
    change({ groups: new Set(), facets: Object.fromEntries(FACETS.map((facet) => [facet.id, new Set()])), confidence: 0, query: "" }, { data: true });
  });
}

function updateFacets({ data }) {
  if (!data) return;
  drawLegend();
  drawFacets();
  const confidence = document.getElementById("confidence");
  if (Number(confidence.value) !== S.confidence) confidence.value = String(S.confidence);
  document.getElementById("confidence-value").textContent = `${S.confidence} %`;
}
