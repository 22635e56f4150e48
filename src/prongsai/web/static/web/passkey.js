/* Passkeys need a script: what works only with one is [data-passkey] and hidden until then.
 * A ceremony that fails, or that the person cancels, is told in #passkey-problem.
 */
(() => {
  "use strict";
  if (!window.PublicKeyCredential) return;
  for (const each of document.querySelectorAll("[data-passkey]")) each.hidden = false;
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const problem = document.getElementById("passkey-problem");
    if (problem) problem.hidden = false;
  });
})();
