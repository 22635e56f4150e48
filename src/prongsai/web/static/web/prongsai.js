/* Comfort only: every page works without this script.
 *   data-confirm="question"   on a form or its button: ask first (data-yes="verb" names the button)
 *   data-autosubmit           on a select: send its form when it changes; its button is hidden
 *   data-guard                on a form: warn before unsaved words are lost; Ctrl+S sends it
 *   data-print                on a button[type=button]: print the page
 *   dialog#keys               Ctrl+/ opens it: the help on keys
 *   #messages                 where a failed htmx request is told, and that nothing can be sent without a connection
 *   .read-paper .here         the place of a value in its paper is scrolled to, within the paper
 *   .problems                 gets the focus when a page, or a part of one, comes back with it: read first, mended next
 */
(() => {
  "use strict";
  const thai = document.documentElement.lang !== "en";
  const say = (th, en) => (thai ? th : en);
  const make = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text, ...more });

  const agreed = new WeakSet();
  const dirty = new Set();
  const unsent = new WeakSet();
  const local = /^(localhost|127\.|\[::1\])/.test(location.hostname);

  function ask(question, verb, then) {
    const dialog = document.createElement("dialog");
    const words = make("p", question, { id: "ask" });
    const no = make("button", say("ยกเลิก", "Cancel"), { type: "button", className: "secondary" });
    const yes = make("button", verb, { type: "button" });
    const bar = make("div", "", { className: "toolbar" });
    const box = document.createElement("article");
    bar.append(no, yes);
    box.append(words, bar);
    dialog.append(box);
    dialog.setAttribute("aria-labelledby", "ask");
    no.onclick = () => dialog.close();
    yes.onclick = () => { dialog.close(); then(); };
    dialog.onclose = () => dialog.remove();
    document.body.append(dialog);
    dialog.showModal();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    // Sent now, the browser's own page would take the place of the words. Pressed again it is sent: a browser can err.
    if (!navigator.onLine && !local && form.method === "post" && !unsent.has(form)) {
      unsent.add(form);
      event.preventDefault();
      event.stopImmediatePropagation();
      tellUnsent();
      return;
    }
    const asker = button?.dataset.confirm ? button : form.dataset.confirm ? form : null;
    if (!asker || agreed.has(form)) {
      agreed.delete(form);
      dirty.delete(form);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(asker.dataset.confirm, asker.dataset.yes || button?.textContent.trim() || say("ยืนยัน", "Confirm"), () => {
      agreed.add(form);
      form.requestSubmit(button);
      agreed.delete(form);
    });
  }, true);

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.matches("[data-guard]")) dirty.add(form);
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...dirty].some((form) => form.isConnected)) event.preventDefault();
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("select[data-autosubmit]")) event.target.form.requestSubmit();
  });
  for (const select of document.querySelectorAll("select[data-autosubmit]")) {
    for (const button of select.form.querySelectorAll("button")) button.hidden = true;
  }

  function goToProblems() {
    const problems = document.querySelector(".problems");
    if (!problems) return;
    problems.tabIndex = -1;
    problems.focus();
  }
  goToProblems();
  document.addEventListener("htmx:after:swap", goToProblems);

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
  document.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    const form = document.activeElement?.closest("form[data-guard]");
    const keys = document.getElementById("keys");
    if (event.key === "s" && form) { event.preventDefault(); form.requestSubmit(); }
    if (event.key === "/" && keys && !keys.open) { event.preventDefault(); keys.showModal(); }
  });

  function tellUnsent() {
    const text = say("ส่งไม่สำเร็จ ข้อมูลที่กรอกยังอยู่ในหน้านี้ โปรดตรวจการเชื่อมต่อแล้วลองอีกครั้ง",
      "This could not be sent. What you entered is still on this page. Check the connection and try again.");
    const notice = make("p", text, { className: "notice bad" });
    notice.setAttribute("role", "alert");
    const place = document.getElementById("messages");
    place?.replaceChildren(notice);
    place?.scrollIntoView({ block: "nearest" });
  }

  function failed(event) {
    const form = event.target.closest?.("form[data-guard]");
    // The sign-in has run out: sent as a whole page, the words are carried through signing in again.
    if (form && event.detail?.ctx?.response?.status === 401) return form.submit();
    if (form) dirty.add(form);
    tellUnsent();
  }
  document.addEventListener("htmx:error", failed);
  document.addEventListener("htmx:response:error", failed);

  const shown = document.querySelector(".read-paper .here");
  if (shown) {
    const pane = shown.closest(".read-paper");
    pane.scrollTop += shown.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  }
})();
