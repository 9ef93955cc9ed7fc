// Everything wired together.

function updateChrome({ data }) {
  for (const [id, value] of [["date-from", S.from], ["date-to", S.to]]) {
    const input = document.getElementById(id), text = isoDay(value);
    if (document.activeElement !== input && input.value !== text) input.value = text;
  }
  if (!data) return;
  document.documentElement.dataset.theme = S.theme;
  document.body.dataset.view = S.view;
  for (const button of document.querySelectorAll("[data-view-button]")) button.setAttribute("aria-pressed", String(button.dataset.viewButton === S.view));
  for (const button of document.querySelectorAll("[data-clock]")) button.setAttribute("aria-pressed", String(button.dataset.clock === S.clock));
  if (document.getElementById("lanes")) document.getElementById("lanes").value = S.lanes;
}

/** Move the window on through time until its end; in leaps for those who asked for less motion. */
function play() {
  const button = document.getElementById("play"), calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const stop = () => { clearInterval(play.timer); play.timer = 0; button.setAttribute("aria-pressed", "false"); button.textContent = "Play"; };
  if (play.timer) { stop(); return; }
  button.setAttribute("aria-pressed", "true");
  button.textContent = "Stop";
  const span = S.to - S.from;
  if (span > (extent[1] - extent[0]) * 0.4) { const short = (extent[1] - extent[0]) * 0.15; showPeriod(extent[0], extent[0] + short); }
  else if (extent[1] - S.to < span * 0.5) showPeriod(extent[0], extent[0] + span);
  play.timer = setInterval(() => {
    if (S.to >= extent[1] || S.view !== "chart") { stop(); return; }
    const step = (S.to - S.from) * (calm ? 1 : 0.012);
    showPeriod(S.from + step, S.to + step);
  }, calm ? 1800 : 50);
}

function startChrome() {
  document.getElementById("play").addEventListener("click", play);
  for (const button of document.querySelectorAll("[data-view-button]")) button.addEventListener("click", () => change({ view: button.dataset.viewButton }, { data: true }));
  for (const button of document.querySelectorAll("[data-clock]")) button.addEventListener("click", () => change({ clock: button.dataset.clock }));
  const lanes = document.getElementById("lanes");
  if (lanes) lanes.addEventListener("change", () => change({ lanes: lanes.value, open: new Set(), bin: null }, { data: true }));
  document.getElementById("zoom-in").addEventListener("click", () => zoom(0.5));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(2));
  document.getElementById("zoom-all").addEventListener("click", () => { if (D.network) fitNetwork(); showPeriod(extent[0], extent[1]); });
  document.getElementById("theme").addEventListener("click", () => {
    const dark = getComputedStyle(document.documentElement).colorScheme.includes("dark");
    change({ theme: dark ? "light" : "dark" }, { data: true });
  });
  for (const id of ["date-from", "date-to"]) {
    document.getElementById(id).addEventListener("change", () => {
      const from = parseDay(document.getElementById("date-from").value), to = parseDay(document.getElementById("date-to").value);
      if (from !== null && to !== null && to > from) showPeriod(from, to);
    });
  }
  window.addEventListener("hashchange", () => { readHash(); document.getElementById("search").value = S.query; change({}, { data: true }); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => change({}, { data: true }));
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/input|textarea|select/i.test(event.target.tagName)) { event.preventDefault(); document.getElementById("search").focus(); }
  });
}

async function start() {
  D = decode(await dataText());
  readHash();
  document.getElementById("search").value = S.query;
  filter();
  readTheme();
  startChrome();
  startFacets();
  startChart();
  startBrush();
  startExport();
  onChange((what) => { updateChrome(what); if (what.data) readTheme(); });
  onChange(updateFacets);
  onChange(updateChart);
  onChange(drawBrush);
  onChange(updatePanel);
  onChange((what) => { if (what.data) { tableState.page = 0; drawTable(); } });
  change({}, { data: true });
  document.documentElement.dataset.ready = "true";
}

start();
