// Review by keyboard: j k a r e u ?. Every decision is sent at once and can be withdrawn.
"use strict";
(() => {
  const csrf = document.querySelector("meta[name=csrf]").content;
  const desk = document.getElementById("desk");
  const said = document.getElementById("said");
  const help = document.getElementById("help");
  const cards = [...document.querySelectorAll("#queue .card")];
  const done = [];
  let at = -1;

  const id = () => (at >= 0 ? cards[at].dataset.record : null);
  let busy = false;

  // One decision after the other, and only on what is shown: a key pressed while the next record comes decides nothing.
  const alone = async (work) => {
    if (busy) return;
    busy = true;
    try { await work(); } finally { busy = false; }
  };
  const say = (words) => { said.textContent = words; };

  async function show(index) {
    if (!cards.length) return;
    at = Math.max(0, Math.min(cards.length - 1, index));
    cards.forEach((card, i) => card.classList.toggle("chosen", i === at));
    cards[at].scrollIntoView({ block: "nearest" });
    const wanted = id();
    const answer = await fetch(`/review/${encodeURIComponent(wanted)}/form`);
    if (wanted !== id()) return;
    const form = await answer.text();
    if (wanted !== id()) return;
    desk.innerHTML = form;
    desk.dataset.record = wanted;
    if (!document.activeElement.closest("input, textarea, select")) desk.focus({ preventScroll: true }); // who types goes on typing
  }

  async function send(record, fields) {
    const answer = await fetch(`/review/${encodeURIComponent(record)}`, { method: "POST", headers: { "X-CSRF": csrf }, body: new URLSearchParams(fields) });
    const told = await answer.json().catch(() => ({ detail: "the answer could not be read; reload the page" }));
    if (!answer.ok) { say(told.detail); return false; }
    return true;
  }

  async function decide(decision, fields = {}) {
    const record = id();
    if (record !== desk.dataset.record) return;
    if (!record || !(await send(record, { decision, ...fields }))) return;
    done.push({ record, at });
    cards[at].querySelector(".outcome").textContent = `${decision}ed`;
    cards[at].classList.add("decided");
    await show(Math.min(at + 1, cards.length - 1));
    say(`${decision}ed; u takes it back`);
  }

  async function undo() {
    const last = done.pop();
    if (!last) { say("nothing to undo"); return; }
    if (!(await send(last.record, { decision: "withdraw" }))) { done.push(last); return; }
    cards[last.at].querySelector(".outcome").textContent = "";
    cards[last.at].classList.remove("decided");
    await show(last.at);
    say("withdrawn");
  }

  function edit() {
    const form = document.getElementById("correct");
    if (!form) return;
    form.hidden = false;
    form.querySelector("select, input").focus();
  }

  function mark() {
    const sentence = document.getElementById("sentence");
    const form = document.getElementById("correct");
    const chosen = getSelection();
    if (!sentence || !form || form.hidden || !form.elements.words || !chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    if (!sentence.contains(range.startContainer) || !sentence.contains(range.endContainer)) return;
    const before = document.createRange();
    before.selectNodeContents(sentence);
    before.setEnd(range.startContainer, range.startOffset);
    const start = Number(sentence.dataset.start) + [...before.toString()].length;
    const words = range.toString();
    form.elements.words.value = words;
    form.elements.trigger_start.value = start;
    form.elements.trigger_end.value = start + [...words].length;
  }

  desk.addEventListener("click", (event) => {
    const wanted = event.target.closest("[data-do]");
    if (!wanted) return;
    if (wanted.dataset.do === "edit") edit(); else alone(() => decide(wanted.dataset.do));
  });
  desk.addEventListener("submit", (event) => {
    event.preventDefault();
    alone(() => decide("correct", Object.fromEntries(new FormData(event.target))));
  });
  document.addEventListener("selectionchange", mark);
  cards.forEach((card, i) => card.addEventListener("click", (event) => { event.preventDefault(); show(i); }));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") { document.getElementById("correct")?.requestSubmit(); return; }
    if (event.key === "Escape" && event.target.closest("#correct")) { document.getElementById("correct").hidden = true; desk.focus(); return; }
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const does = { j: () => busy || show(at + 1), k: () => busy || show(at - 1), a: () => alone(() => decide("accept")), r: () => alone(() => decide("reject")), e: () => alone(edit), u: () => alone(undo), "?": () => help.showModal() }[event.key];
    if (does) { event.preventDefault(); does(); }
  });
  if (cards.length) show(0);
})();
