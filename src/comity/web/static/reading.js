// The page of reading: files may be dropped anywhere on it; of a reading that goes on, the numbers are kept current.
"use strict";
(() => {
  const give = document.getElementById("give");
  const going = document.getElementById("reading");
  const count = (n, word) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;

  if (give) {
    const files = document.getElementById("files");
    const chosen = document.getElementById("chosen");
    const drop = document.getElementById("drop");

    const list = () => {
      chosen.replaceChildren(...[...files.files].map((file) => {
        const item = document.createElement("li");
        item.textContent = `${file.name}, ${file.size < 1e6 ? `${Math.ceil(file.size / 1e3)} kB` : `${(file.size / 1e6).toFixed(1)} MB`}`;
        return item;
      }));
    };
    const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    addEventListener("dragover", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      drop.classList.add("over");
    });
    addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
    addEventListener("drop", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      drop.classList.remove("over");
      const all = new DataTransfer();
      for (const file of [...files.files, ...event.dataTransfer.files]) all.items.add(file);
      files.files = all.files;
      list();
    });
    files.addEventListener("change", list);
    list();
  }

  if (going && going.dataset.over === "no") {
    const words = { waiting: "Waits for its turn.", reading: "Reading.", linking: "Linking what was read with what the ledger holds, and checking figures." };
    const state = document.getElementById("state");
    const say = (text) => { if (state.textContent !== text) state.textContent = text; };

    const look = async () => {
      try {
        const answer = await fetch(`/read/progress?reading=${encodeURIComponent(going.dataset.reading)}`, { headers: { Accept: "application/json" } });
        if (!answer.ok) { say("The room does not answer as it should; reload the page."); return; }
        const told = await answer.json();
        if (told.over) { location.reload(); return; }
        say(words[told.state] ?? told.state);
        document.getElementById("bar").value = told.seen;
        document.getElementById("numbers").textContent = `${count(told.read, "document")} read, ${count(told.records, "record")} found${told.skipped ? `; ${told.skipped} already in the ledger` : ""}`;
        told.items.forEach((item, i) => {
          const label = document.querySelector(`[data-item="${i}"] .when`);
          if (label && label.textContent !== item.state) label.textContent = item.state;
        });
      } catch {
        say("The reading room is closed or cannot be reached; what was read so far is kept.");
      }
      setTimeout(look, 700);
    };
    setTimeout(look, 400);
  }
})();
