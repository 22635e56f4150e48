/* Pasting cells of a spreadsheet into a table to be edited (.sheet[data-sheet]): from the cell with the focus to the
   right and down, as far as there are rows. Without this script each cell is pasted by itself. */
(() => {
  "use strict";
  const entry = (cell) => cell?.querySelector("input:not([type=hidden], [type=radio]), textarea");

  /* Cells that spreadsheets copy are parted by tabs; one with line breaks or quotes in it stands in quotes. */
  function cells(text) {
    const rows = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const row = rows.at(-1), sign = text[at];
      if (sign === '"' && (quoted || row.at(-1) === "")) {
        if (quoted && text[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; } else quoted = !quoted;
      } else if (sign === "\t" && !quoted) row.push("");
      else if (sign === "\n" && !quoted) rows.push([""]);
      else row[row.length - 1] += sign;
    }
    if (rows.length > 1 && rows.at(-1).join("") === "") rows.pop();
    return rows;
  }

  document.addEventListener("paste", (event) => {
    const first = event.target.closest("[data-sheet] :is(th, td)");
    const text = event.clipboardData?.getData("text/plain").replace(/\r\n?/g, "\n") ?? "";
    if (!first || !text.includes("\t")) return;
    event.preventDefault();
    const start = [...first.parentElement.children].indexOf(first);
    let row = first.parentElement;
    for (const line of cells(text)) {
      if (!row) break;
      line.forEach((value, offset) => {
        const field = entry(row.children[start + offset]);
        if (!field) return;
        field.value = field.matches("textarea") ? value : value.replace(/\n/g, " ");
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
      row = row.nextElementSibling;
    }
  });
})();
