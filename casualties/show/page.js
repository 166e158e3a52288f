
"use strict";
(() => {
  const number = (cell) => {
    const key = cell.dataset.key ?? cell.textContent;
    return { key, value: key.trim() === "" ? NaN : Number(key) };
  };
  const compare = (a, b) =>
    Number.isNaN(a.value) || Number.isNaN(b.value) ? a.key.localeCompare(b.key, "en") : a.value - b.value;

  const sortBy = (table, column, head) => {
    const falling = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const rows = [...table.tBodies[0].rows].map((row) => ({ row, at: number(row.cells[column]) }));
    rows.sort((a, b) => (falling ? compare(b.at, a.at) : compare(a.at, b.at)));
    table.tBodies[0].append(...rows.map((entry) => entry.row));
  };

  const makeSortable = (table) => {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sortBy(table, column, head));
      head.append(button);
    });
  };

  const makeFilterable = (table) => {
    const all = [...table.tBodies[0].rows];
    let rows = null; // read when a filter is first asked for: the texts of thousands of rows take their time
    const tools = document.createElement("div");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("output");
    tools.className = "tools";
    input.type = "search";
    label.append("Show rows with ", input);
    const say = (shown) => { count.textContent = `${shown} of ${all.length} rows`; };
    const apply = () => {
      rows ??= all.map((row) => ({ row, text: row.textContent.toLowerCase() }));
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const { row, text } of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) shown += 1;
      }
      say(shown);
    };
    input.addEventListener("input", apply);
    table.addEventListener("reveal", () => { input.value = ""; apply(); });
    tools.append(label, count);
    table.before(tools);
    say(all.length);
  };

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const row = target?.closest("tr");
    if (row?.hidden) {
      row.closest("table").dispatchEvent(new Event("reveal"));
      target.scrollIntoView();
    }
  };

  const makeJumps = (nav) => {
    const conflicts = [...document.querySelectorAll("#conflicts .finding")];
    if (!nav || conflicts.length === 0) return;
    const jump = (step) => {
      const here = conflicts.findIndex((conflict) => `#${conflict.id}` === location.hash);
      const next = here < 0 && step < 0 ? conflicts.length - 1 : here + step;
      location.hash = conflicts[(next + conflicts.length) % conflicts.length].id;
    };
    for (const [text, step] of [["‹ conflict", -1], ["conflict ›", 1]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.addEventListener("click", () => jump(step));
      nav.append(button);
    }
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    makeSortable(table);
    makeFilterable(table);
  }
  makeJumps(document.querySelector("nav"));
  window.addEventListener("hashchange", reveal);
  reveal();
})();
