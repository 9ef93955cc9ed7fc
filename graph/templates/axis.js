// Days, dates and ticks. A day is a whole number of days since 1970-01-01; nothing here knows a time of day.

const DAY_MS = 86400000;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

function dayOf(year, month, day) {
  const at = new Date(Date.UTC(2000, month - 1, day));
  at.setUTCFullYear(year + (at.getUTCFullYear() - 2000));
  return Math.round(at.getTime() / DAY_MS);
}

function calendar(day) {
  const at = new Date(Math.floor(day) * DAY_MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate(), weekday: at.getUTCDay() };
}

function isoDay(day) {
  return new Date(Math.floor(day) * DAY_MS).toISOString().slice(0, 10);
}

function parseDay(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text || "");
  return found ? dayOf(+found[1], +found[2], +found[3]) : null;
}

function longDay(day) {
  const at = calendar(day);
  return `${at.day} ${MONTHS[at.month - 1]} ${at.year}`;
}

function shortDay(day) {
  const at = calendar(day);
  return `${at.day} ${MONTHS[at.month - 1].slice(0, 3)} ${at.year}`;
}

/** An interval of days in words: whole months and years by their name. */
function longInterval(first, last) {
  if (first === last) return longDay(first);
  const a = calendar(first), b = calendar(last), after = calendar(last + 1);
  const wholeMonths = a.day === 1 && after.day === 1;
  if (wholeMonths && a.month === 1 && after.month === 1) return a.year === b.year ? `${a.year}` : `${a.year}–${b.year}`;
  if (wholeMonths && a.year === b.year && a.month === b.month) return `${MONTHS[a.month - 1]} ${a.year}`;
  if (wholeMonths) return `${MONTHS[a.month - 1]} ${a.year === b.year ? "" : `${a.year} `}to ${MONTHS[b.month - 1]} ${b.year}`;
  if (a.year === b.year && a.month === b.month) return `${a.day}–${b.day} ${MONTHS[b.month - 1]} ${b.year}`;
  return `${longDay(first)} to ${longDay(last)}`;
}

/** A stretch of days in words. */
function daysInWords(days) {
  if (days === 0) return "the same day";
  if (days === 1) return "1 day";
  if (days < 60) return `${days} days`;
  if (days < 730) return `${Math.round(days / 30.44)} months`;
  return `${Math.round(days / 365.25)} years`;
}

const unitStart = {
  day: (day) => Math.floor(day),
  week: (day) => { const at = Math.floor(day); return at - ((calendar(at).weekday + 6) % 7); },
  month: (day) => { const at = calendar(day); return dayOf(at.year, at.month, 1); },
  year: (day) => dayOf(calendar(day).year, 1, 1),
};

function monthsOn(day, months) {
  const at = calendar(day);
  const index = at.year * 12 + at.month - 1 + months;
  return dayOf(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, 1);
}

/** The kinds of tick from fine to coarse: days they last, the least width in pixels, and how they are written. */
const LEVELS = [
  { days: 1, width: 24, start: unitStart.day, next: (d) => d + 1, over: "month", label: (d, w) => {
    const at = calendar(d); return w > 62 ? `${WEEKDAYS[at.weekday]} ${at.day}` : `${at.day}`; } },
  { days: 7, width: 30, start: unitStart.week, next: (d) => d + 7, over: "month", label: (d) => `${calendar(d).day}` },
  { days: 30.4, width: 34, start: unitStart.month, next: (d) => monthsOn(d, 1), over: "year", label: (d, w) => {
    const name = MONTHS[calendar(d).month - 1]; return w > 82 ? name : name.slice(0, 3); } },
  { days: 91.3, width: 34, start: (d) => monthsOn(d, -((calendar(d).month - 1) % 3)), next: (d) => monthsOn(d, 3),
    over: "year", label: (d) => MONTHS[calendar(d).month - 1].slice(0, 3) },
  ...[1, 2, 5, 10, 20, 50, 100].map((step) => ({
    days: 365.25 * step, width: 44, over: null,
    start: (d) => dayOf(Math.floor(calendar(d).year / step) * step, 1, 1),
    next: (d) => dayOf(calendar(d).year + step, 1, 1), label: (d) => `${calendar(d).year}`,
  })),
];

/** Ticks for the days from..to at k pixels a day: minor ones with labels, and the months or years above them. */
function ticks(from, to, k) {
  const level = LEVELS.find((one) => one.days * k >= one.width) || LEVELS[LEVELS.length - 1];
  const minor = [], major = [];
  for (let d = level.start(from); d <= to; d = level.next(d)) {
    minor.push({ day: d, next: level.next(d), label: level.label(d, level.days * k) });
  }
  if (level.over === "month") {
    for (let d = unitStart.month(from); d <= to; d = monthsOn(d, 1)) {
      const at = calendar(d); major.push({ day: d, next: monthsOn(d, 1), label: `${MONTHS[at.month - 1]} ${at.year}` });
    }
  } else if (level.over === "year") {
    for (let d = unitStart.year(from); d <= to; d = monthsOn(d, 12)) {
      major.push({ day: d, next: monthsOn(d, 12), label: `${calendar(d).year}` });
    }
  }
  return { minor, major, level };
}
