/* The index of benefits: sorts its rows by a column and keeps to one audience, which stands in the address (?for=…).
   Without this script the table stands whole, in the order of the articles. Knows columns and data attributes, no benefit. */

const table = document.querySelector("table.sortable");
if (table instanceof HTMLTableElement) start(table);

/** @param {HTMLTableElement} table */
function start(table) {
  const body = /** @type {HTMLTableSectionElement} */ (table.tBodies[0]);
  const tools = document.querySelector(".index-tools");
  const choice = document.querySelector("#index-audience");
  const count = document.querySelector(".index-count");
  if (!(tools instanceof HTMLElement && choice instanceof HTMLSelectElement && count instanceof HTMLElement)) return;

  table.querySelectorAll("th[data-key]").forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sort(table, body, heading, column, count));
  });
  table.dataset.ready = "";
  tools.hidden = false;

  const asked = new URLSearchParams(location.search).get("for") ?? "";
  if ([...choice.options].some((option) => option.value === asked)) choice.value = asked;
  const also = document.querySelector(".index-also");
  const keep = () => {
    keepTo(body, choice.value, count);
    const kinds = choice.selectedOptions[0]?.dataset["also"] ?? "";
    if (also instanceof HTMLElement) {
      also.hidden = !kinds;
      also.textContent = (also.dataset["also"] ?? "").replace("{names}", kinds);
    }
  };
  choice.addEventListener("change", () => {
    const address = new URL(location.href);
    if (choice.value) address.searchParams.set("for", choice.value);
    else address.searchParams.delete("for");
    history.replaceState(null, "", address);
    keep();
  });
  keep();
  window.addEventListener("pageshow", keep); // browsers put a choice back until then
}

/**
 * Sorts by one column, the other way round when it is sorted by that column already; says so to a screen reader.
 * @param {HTMLTableElement} table
 * @param {HTMLTableSectionElement} body
 * @param {Element} heading
 * @param {number} column
 * @param {HTMLElement} count
 */
function sort(table, body, heading, column, count) {
  const number = heading.getAttribute("data-type") === "number";
  const before = heading.getAttribute("aria-sort");
  const down = before ? before === "ascending" : number; // figures: the largest first
  table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const rows = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[column]) }));
  rows.sort((a, b) => (number ? Number(a.key) - Number(b.key) : order.compare(a.key, b.key)) * (down ? -1 : 1));
  body.append(...rows.map(({ row }) => row));
  const said = (table.dataset.sorted ?? "").replace("{name}", heading.textContent?.trim() ?? "");
  count.textContent = `${shownRows(body, count)} · ${said} · ${(down ? table.dataset.down : table.dataset.up) ?? ""}`;
}

/** @param {HTMLTableCellElement | undefined} cell */
function keyOf(cell) {
  return cell?.dataset.sort ?? cell?.textContent?.trim() ?? "";
}

/**
 * Shows the rows meant for one audience, all of them for none, and says how many there are.
 * @param {HTMLTableSectionElement} body
 * @param {string} audience
 * @param {HTMLElement} count
 */
function keepTo(body, audience, count) {
  for (const row of body.rows) row.hidden = audience !== "" && !(row.dataset.for ?? "").split(" ").includes(audience);
  count.textContent = shownRows(body, count);
}

/**
 * @param {HTMLTableSectionElement} body
 * @param {HTMLElement} count
 */
function shownRows(body, count) {
  const shown = [...body.rows].filter((row) => !row.hidden).length;
  return ((shown === 1 ? count.dataset.one : count.dataset.many) ?? "").replace("{n}", String(shown));
}
