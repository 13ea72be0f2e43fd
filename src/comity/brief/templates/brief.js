// A citation opens its source beside the brief, at the marked sentence. Without scripts the links lead to the same
// text at the end of the page.
(() => {
  const reader = document.getElementById("reader");
  const text = document.getElementById("reader-text");
  const title = document.getElementById("reader-title");
  if (!reader || !reader.showModal) return;
  const open = (note) => {
    const anchor = document.getElementById("c" + note);
    const source = anchor && anchor.closest("details");
    if (!source) return false;
    const copy = source.querySelector("article").cloneNode(true);
    copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    copy.querySelectorAll("a.anchor").forEach((part) => part.removeAttribute("href"));
    title.textContent = source.querySelector("summary").textContent.trim();
    text.replaceChildren(copy);
    const marks = [...copy.querySelectorAll("mark")].filter((mark) => mark.dataset.notes.split(" ").includes(note));
    marks.forEach((mark) => mark.classList.add("here"));
    reader.showModal();
    text.scrollTop = 0;
    if (marks[0]) marks[0].scrollIntoView({ block: "center" });
    return true;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-note]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && open(link.dataset.note)) event.preventDefault();
    if (event.target === reader) reader.close();
  });
  document.getElementById("reader-close").addEventListener("click", () => reader.close());
  const unfold = () => {
    const target = document.getElementById(location.hash.slice(1));
    const source = target && target.closest("details");
    if (source && !source.open) { source.open = true; target.scrollIntoView({ block: "center" }); }
  };
  window.addEventListener("hashchange", unfold);
  unfold();
})();
