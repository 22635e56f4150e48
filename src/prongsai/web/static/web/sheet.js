/* Pasting cells of a spreadsheet into a table to be edited (.sheet[data-sheet]): from the cell with the focus to the
   right and down. Without this script each cell is pasted by itself, and a button asks the server for more rows. A click
   beside the words of a cell enters it. */
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

  document.addEventListener("click", (event) => {
    if (event.target.matches("[data-sheet] td:not(.gone)")) entry(event.target)?.focus();
  });

  /* A blank step behind the last new one of its measure, with the next number; nothing where there is none to copy. */
  function another(body) {
    const last = [...(body?.querySelectorAll("tr[data-new]") ?? [])].at(-1);
    if (!last) return null;
    const row = last.cloneNode(true);
    const renumbered = (text) => text.replace(/-n(\d+)/g, (_, number) => `-n${Number(number) + 1}`);
    row.querySelectorAll(".field-error, .theirs").forEach((said) => said.remove());
    row.querySelectorAll("[id], [name]").forEach((part) => {
      for (const name of ["id", "name", "aria-labelledby"])
        if (part.hasAttribute(name)) part.setAttribute(name, renumbered(part.getAttribute(name)));
      for (const name of ["aria-invalid", "aria-describedby"]) part.removeAttribute(name);
      if (part.matches("[type=checkbox]")) part.checked = false;
      else if (part.matches("input, textarea")) part.value = "";
    });
    const number = row.querySelector(".no");
    number.textContent = number.textContent.replace(/[^.]+$/, (digits) => next(digits));
    last.after(row);
    return row;
  }

  /* Thai digits stay Thai. */
  function next(digits) {
    const thai = /[๐-๙]/.test(digits);
    const plain = [...digits].map((sign) => (thai ? "๐๑๒๓๔๕๖๗๘๙".indexOf(sign) : sign)).join("");
    const text = String(Number(plain) + 1);
    return thai ? [...text].map((sign) => "๐๑๒๓๔๕๖๗๘๙"[sign]).join("") : text;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-more]");
    const row = button && another(button.closest("tbody"));
    if (!row) return;
    event.preventDefault();
    entry(row.children[0]).focus();
  });

  /* Steps go on with the steps of their measure, where they end with new ones; measures with the measures below. */
  function below(row) {
    const body = row.parentElement;
    if (!row.matches(".step")) return body.nextElementSibling?.querySelector("tr") ?? null;
    const after = row.nextElementSibling;
    return after?.matches(".step") ? after : another(body);
  }

  document.addEventListener("paste", (event) => {
    const first = event.target.closest("[data-sheet] :is(th, td)");
    const text = event.clipboardData?.getData("text/plain").replace(/\r\n?/g, "\n") ?? "";
    if (!first || !text.includes("\t")) return;
    event.preventDefault();
    const start = [...first.parentElement.children].indexOf(first);
    let row = null;
    for (const line of cells(text)) {
      row = row ? below(row) : first.parentElement;
      if (!row) break;
      line.forEach((value, offset) => {
        const field = entry(row.children[start + offset]);
        if (!field || field.type === "checkbox") return;
        field.value = field.matches("textarea") ? value : value.replace(/\n/g, " ");
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
    }
  });
})();
