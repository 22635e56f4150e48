/* Passkeys need a script, a browser that knows them, and a name in the address (no browser makes one for a number).
 * What works only with one is [data-passkey] and hidden until then; [data-no-passkey] says why it is not there.
 * A ceremony that fails, or that the person cancels, is told in #passkey-problem.
 */
(() => {
  "use strict";
  if (!window.PublicKeyCredential || /^[\d.]+$|^\[/.test(location.hostname)) return;
  for (const each of document.querySelectorAll("[data-passkey]")) each.hidden = false;
  for (const each of document.querySelectorAll("[data-no-passkey]")) each.hidden = true;
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const problem = document.getElementById("passkey-problem");
    if (problem) problem.hidden = false;
  });
})();
