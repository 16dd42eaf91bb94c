"use strict";
/* The statements as columns of numbers: labels, filters and counts. Knows nothing of the page. */
Bayan.rows = (() => {
  const POLARITIES = ["support", "oppose", "neutral"]; // in the order of the records' own list
  const KINDS = ["person", "organization", "group", "document", "unnamed", "office", "country"];
  const FACETS = ["speaker", "from", "about", "topic", "act", "polarity", "outlet", "kind"];
  let core = null;
  let columns = null;

  /** Lists of numbers laid end to end; those of row r run from starts[r] to starts[r + 1]. */
  function joined(parts, name, count) {
    const starts = new Int32Array(count + 1);
    let row = 0;
    for (const part of parts) for (const list of part[name]) { starts[row + 1] = starts[row] + list.length; row += 1; }
    const values = new Int32Array(starts[count]);
    let place = 0;
    for (const part of parts) for (const list of part[name]) for (const value of list) values[place++] = value;
    return { starts, values };
  }

  function single(parts, name, count) {
    const column = new Int32Array(count);
    let start = 0;
    for (const part of parts) { column.set(part[name], start); start += part[name].length; }
    return column;
  }

  /** Load tables and columns. Must be awaited before anything else here is called. */
  async function ready() {
    if (columns) return;
    core = await Bayan.load("core", 0);
    const parts = await Promise.all(Array.from({ length: core.columnParts }, (_, n) => Bayan.load("columns", n)));
    const count = core.rows;
    const made = { count };
    for (const name of ["speaker", "from", "act", "polarity", "day", "said", "addressee"]) {
      made[name] = single(parts, name, count);
    }
    made.topic = joined(parts, "topics", count);
    made.about = joined(parts, "about", count);
    made.outlet = joined(parts, "outlets", count);
    const kinds = core.speakers.kind.map((kind) => KINDS.indexOf(kind));
    made.kind = made.speaker.map((speaker) => (speaker < 0 ? -1 : kinds[speaker]));
    columns = made;
  }

  const tableOf = { speaker: "speakers", from: "countries", about: "countries", topic: "topics", act: "acts", outlet: "outlets" };

  function keys(facet) {
    if (facet === "polarity") return POLARITIES;
    if (facet === "kind") return KINDS;
    return core[tableOf[facet]].key;
  }

  function label(facet, item) {
    if (item < 0 || item === undefined) return "";
    if (facet === "polarity") return Bayan.t(`polarity.${POLARITIES[item]}`);
    if (facet === "kind") return Bayan.t(`kind.${KINDS[item]}`);
    const text = core[tableOf[facet]][Bayan.language()][item];
    // the ontology's labels of topics and acts are common nouns
    return facet === "topic" || facet === "act" ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  }

  /** The numbers of a facet's value in one row. */
  function valuesOf(facet, row) {
    const column = columns[facet];
    if (column.starts) return column.values.subarray(column.starts[row], column.starts[row + 1]);
    return column[row] < 0 ? [] : [column[row]];
  }

  function chosenIn(facet, chosen, row) {
    const column = columns[facet];
    if (!column.starts) return chosen.has(column[row]);
    for (let place = column.starts[row]; place < column.starts[row + 1]; place += 1) {
      if (chosen.has(column.values[place])) return true;
    }
    return false;
  }

  /**
   * Rows that match a choice: `facets` maps a facet to a set of numbers (any of them), `since` and `until` are days,
   * `found` a Uint8Array from the search or null. Counts of a facet leave its own choice out; `days` is what the
   * timeline shows, the choice of dates left out.
   */
  function filter({ facets, since = -1, until = -1, found = null }) {
    const active = FACETS.filter((facet) => facets[facet] && facets[facet].size);
    const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Int32Array(keys(facet).length)]));
    const rows = [];
    const days = [];
    const count = (facet, row) => {
      const column = columns[facet];
      const into = counts[facet];
      if (!column.starts) { if (column[row] >= 0) into[column[row]] += 1; return; }
      for (let place = column.starts[row]; place < column.starts[row + 1]; place += 1) into[column.values[place]] += 1;
    };
    for (let row = 0; row < columns.count; row += 1) {
      if (found && !found[row]) continue;
      const day = columns.day[row];
      const outside = (since >= 0 && day < since) || (until >= 0 && (day > until || day < 0));
      let missed = null;
      let misses = outside ? 1 : 0;
      for (const facet of active) {
        if (chosenIn(facet, facets[facet], row)) continue;
        misses += 1;
        if (misses > 1) break;
        missed = facet;
      }
      if (misses > 1) continue;
      if (misses === 0) {
        rows.push(row);
        days.push(day);
        for (const facet of FACETS) count(facet, row);
      } else if (outside) days.push(day);
      else count(missed, row);
    }
    return { rows, days, counts };
  }

  return {
    ready, filter, keys, label, valuesOf, FACETS, POLARITIES,
    get core() { return core; },
    get columns() { return columns; },
  };
})();
