"use strict";
/* Nodes and edges counted from the statements that a choice leaves. Knows nothing of the drawing. */
Bayan.ties = (page) => {
  const EDGES_PER_NODE = 1.8; // the same rule as in network.py, which makes the first view
  const { rows } = Bayan;
  let order = []; // node ids, the strongest first
  const places = new Map();

  const idOf = (kind, item) => `${kind}:${item}`;
  const parse = (id) => { const [kind, item] = id.split(":"); return { kind, item: Number(item) }; };
  const label = (id) => { const { kind, item } = parse(id); return rows.label({ speaker: "speaker", topic: "topic", country: "about" }[kind], item); };
  const facetOf = (kind) => ({ speaker: "speaker", topic: "topic", country: "about" })[kind];
  const keyOf = (id) => { const { kind, item } = parse(id); return `${kind}:${rows.keys(facetOf(kind))[item]}`; };
  function fromKey(text) {
    const cut = text.indexOf(":");
    const kind = text.slice(0, cut);
    const item = facetOf(kind) ? rows.keys(facetOf(kind)).indexOf(text.slice(cut + 1)) : -1;
    return item < 0 ? null : idOf(kind, item);
  }

  /** All that a node is called, for the search. */
  function names(id) {
    const { kind, item } = parse(id);
    const table = rows.core[{ speaker: "speakers", topic: "topics", country: "countries" }[kind]];
    return [table.ar[item], table.en[item], ...(table.names ? table.names[item] : [])];
  }

  async function ready() {
    await rows.ready();
    const columns = await Bayan.load(`places-${page}`, 0);
    order = columns.kind.map((kind, n) => idOf(kind, columns.item[n]));
    order.forEach((id, n) => places.set(id, { x: columns.x[n], y: columns.y[n] }));
  }

  /** Source and targets of a row as node ids. */
  function ends(row) {
    const { columns, valuesOf } = rows;
    if (page === "countries") {
      const source = columns.from[row] < 0 ? null : idOf("country", columns.from[row]);
      return { source, targets: Array.from(valuesOf("about", row), (item) => idOf("country", item)) };
    }
    const source = columns.speaker[row] < 0 ? null : idOf("speaker", columns.speaker[row]);
    const targets = [...Array.from(valuesOf("topic", row), (item) => idOf("topic", item)), ...Array.from(valuesOf("about", row), (item) => idOf("country", item))];
    return { source, targets: targets.filter((id) => places.has(id)) };
  }

  function passes(row, { since, until, polarities }) {
    const { columns } = rows;
    const day = columns.day[row];
    if (since >= 0 && day < since) return false;
    if (until >= 0 && (day < 0 || day > until)) return false;
    return polarities.has(columns.polarity[row]);
  }

  /** Count nodes and edges over the rows that pass. */
  function count(choice) {
    const nodes = new Map();
    const edges = new Map();
    const tally = (map, id, polarity, make) => {
      const entry = map.get(id) || make();
      entry.count += 1;
      entry.polarity[polarity] += 1;
      map.set(id, entry);
    };
    for (let row = 0; row < rows.columns.count; row += 1) {
      if (!passes(row, choice)) continue;
      const polarity = rows.columns.polarity[row];
      const { source, targets } = ends(row);
      for (const id of new Set(source ? [source, ...targets] : targets)) tally(nodes, id, polarity, () => ({ id, count: 0, polarity: [0, 0, 0] }));
      if (!source) continue;
      for (const target of targets) {
        if (target === source) continue;
        const id = `${source}>${target}`;
        tally(edges, id, polarity, () => ({ id, from: source, to: target, count: 0, polarity: [0, 0, 0] }));
      }
    }
    return { nodes, edges: [...edges.values()].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)) };
  }

  /** The strongest of the sorted edges between the nodes shown; every node keeps its two strongest. */
  function strongest(edges, shown) {
    const degree = new Map();
    const kept = [];
    for (const edge of edges) {
      if (!shown.has(edge.from) || !shown.has(edge.to)) continue;
      const [a, b] = [degree.get(edge.from) || 0, degree.get(edge.to) || 0];
      if (kept.length >= EDGES_PER_NODE * shown.size && a >= 2 && b >= 2) continue;
      kept.push(edge);
      degree.set(edge.from, a + 1);
      degree.set(edge.to, b + 1);
    }
    return kept;
  }

  /** Rows behind a node, an edge, or (`from` equal to `to`) what a country says of itself. */
  function rowsOf({ node, from, to }, choice) {
    const found = [];
    for (let row = 0; row < rows.columns.count; row += 1) {
      if (!passes(row, choice)) continue;
      const { source, targets } = ends(row);
      if (node ? source === node || targets.includes(node) : source === from && targets.includes(to)) found.push(row);
    }
    return found;
  }

  return { ready, count, strongest, rowsOf, label, names, parse, keyOf, fromKey, facetOf, places, get order() { return order; } };
};
