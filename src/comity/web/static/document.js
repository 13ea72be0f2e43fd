// The document page: choosing words or a card shows the record; j and k go through the records.
"use strict";
(() => {
  const text = document.getElementById("text");
  const panel = document.getElementById("panel");
  const cards = [...document.querySelectorAll(".card")];
  const byId = new Map(cards.map((card) => [card.dataset.record, card]));
  let chosen = null;

  const sentenceOf = (id) => [...text.querySelectorAll("[data-records]")].filter((part) => part.dataset.records.split(" ").includes(id));

  async function choose(id, { scroll = true, keep = true } = {}) {
    const card = byId.get(id);
    if (!card || id === chosen) return;
    chosen = id;
    for (const part of document.querySelectorAll(".here")) part.classList.remove("here");
    for (const other of cards) other.classList.toggle("chosen", other === card);
    const parts = sentenceOf(id);
    for (const part of parts) part.classList.add("here");
    if (scroll && parts.length) parts[0].scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    card.scrollIntoView({ block: "nearest" });
    if (keep) history.replaceState(null, "", `#${id}`);
    const answer = await fetch(`/panel/${encodeURIComponent(id)}`, { headers: { Accept: "text/html" } });
    if (chosen !== id) return;
    panel.innerHTML = answer.ok ? await answer.text() : "<p>The record could not be loaded; reload the page.</p>";
    panel.hidden = false;
    const beside = parts.length && matchMedia("(max-width: 60rem)").matches ? parts[parts.length - 1].closest("p") : null;
    if (beside) {
      beside.after(panel);
      return;
    }
    card.append(panel);
    const margin = card.closest(".margin");
    const top = Math.max(margin.getBoundingClientRect().top, document.querySelector(".top").getBoundingClientRect().bottom);
    if (panel.getBoundingClientRect().bottom > margin.getBoundingClientRect().bottom)
      margin.scrollTop += card.getBoundingClientRect().top - top - 8;
  }

  text.addEventListener("click", (event) => {
    const part = event.target.closest("[data-records]");
    if (!part || String(getSelection())) return;
    const ids = part.dataset.records.split(" ");
    const own = part.dataset.of;
    const next = own && own !== chosen ? own : ids[(ids.indexOf(chosen) + 1) % ids.length];
    choose(next, { scroll: false });
  });
  for (const card of cards) {
    card.addEventListener("click", (event) => {
      if (event.target.closest("#panel")) return;
      event.preventDefault();
      choose(card.dataset.record);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = cards.findIndex((card) => card.dataset.record === chosen);
    if (event.key === "j" && cards.length) choose(cards[Math.min(cards.length - 1, at + 1)].dataset.record);
    if (event.key === "k" && cards.length) choose(cards[Math.max(0, at - 1)].dataset.record);
  });
  const asked = decodeURIComponent(location.hash.slice(1));
  if (asked) choose(asked, { keep: false });
  addEventListener("hashchange", () => choose(decodeURIComponent(location.hash.slice(1)), { keep: false }));
})();
