// A judge's link, opened inside an app: copy it, to be opened in the phone's own browser.
"use strict";
for (const each of document.querySelectorAll("[data-script]")) each.hidden = false;
const button = document.querySelector("[data-copy-link]");
if (button) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    button.textContent = button.dataset.copied;
  });
}
