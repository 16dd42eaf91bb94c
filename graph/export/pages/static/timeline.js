"use strict";
/* Statements over time as bars; a bar chooses its period. */
Bayan.timeline = (container, onChoose) => {
  const { h, t } = Bayan;
  const MOST_BARS = 72;
  const UNITS = [
    { first: (date) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()), next: 1, style: { day: "numeric", month: "long", year: "numeric" } },
    { week: true, first: (date) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() - date.getUTCDay()), next: 7, style: { day: "numeric", month: "long", year: "numeric" } },
    { first: (date) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1), months: 1, style: { month: "long", year: "numeric" } },
    { first: (date) => Date.UTC(date.getUTCFullYear(), 0, 1), months: 12, style: { year: "numeric" } },
  ];
  const DAY = 864e5;

  function following(unit, time) {
    if (unit.next) return time + unit.next * DAY;
    const date = new Date(time);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + unit.months, 1);
  }

  function bars(days) {
    const times = days.filter((day) => day >= 0).map((day) => Bayan.dateOf(day).getTime());
    if (!times.length) return null;
    let first = Infinity;
    let last = -Infinity;
    for (const time of times) { if (time < first) first = time; if (time > last) last = time; }
    for (const unit of UNITS) {
      const counts = new Map();
      for (let time = unit.first(new Date(first)); time <= last && counts.size <= MOST_BARS; time = following(unit, time)) counts.set(time, 0);
      if (counts.size > MOST_BARS && unit !== UNITS.at(-1)) continue;
      for (const time of times) {
        const start = unit.first(new Date(time));
        counts.set(start, (counts.get(start) || 0) + 1);
      }
      return { unit, counts: [...counts].sort((a, b) => a[0] - b[0]) };
    }
    return null;
  }

  const isoOf = (time) => new Date(time).toISOString().slice(0, 10);

  /** Show other days; `since` and `until` are the days chosen, -1 for none. */
  function show(days, since, until) {
    const made = bars(days);
    container.parentElement.hidden = !made || made.counts.length < 2;
    if (container.parentElement.hidden) return container.replaceChildren();
    const { unit, counts } = made;
    const most = Math.max(...counts.map(([, count]) => count));
    const from = since < 0 ? -Infinity : Bayan.dateOf(since).getTime();
    const to = until < 0 ? Infinity : Bayan.dateOf(until).getTime();
    const day = (time) => Bayan.formatDay(Bayan.dayOf(isoOf(time)), unit.style);
    const row = h("div", { class: "bars", role: "group" }, counts.map(([time, count]) => {
      const end = following(unit, time) - DAY;
      const bar = h("span", { class: "fill" });
      bar.style.blockSize = `${count ? Math.max(4, (count / most) * 100) : 0}%`;
      const period = unit.week ? `${day(time)} – ${day(end)}` : day(time);
      const text = t("timeline.bar", { period, count: Bayan.counted("count.statements", count) });
      return h("button", { type: "button", class: end < from || time > to ? "out" : "in", title: text, "aria-label": text, disabled: !count, onclick: () => onChoose(isoOf(time), isoOf(end)) }, bar);
    }));
    container.replaceChildren(row, h("div", { class: "ends muted" }, h("span", {}, day(counts[0][0])), h("span", {}, day(counts.at(-1)[0]))));
    return undefined;
  }
  return { show };
};
