// Copies the brief as Markdown with footnotes.
"use strict";
(() => {
  const button = document.getElementById("copy");
  const said = document.getElementById("copied");
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      const answer = await fetch(button.dataset.from);
      await navigator.clipboard.writeText(await answer.text());
      said.textContent = answer.ok ? "Copied, with all its footnotes." : "It could not be read; reload the page.";
    } catch {
      said.textContent = "The browser did not allow copying; open the Markdown and copy it from there.";
    }
  });
})();
