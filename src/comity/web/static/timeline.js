// The timeline over the events: drawing from one bar to another chooses the time between; a click alone follows the link.
"use strict";
for (const line of document.querySelectorAll("[data-timeline]")) {
  const steps = [...line.querySelectorAll(".step")];
  let from = null;
  let to = null;

  const at = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest(".step");
  const between = () => {
    const ends = [steps.indexOf(from), steps.indexOf(to)].sort((a, b) => a - b);
    return steps.slice(ends[0], ends[1] + 1);
  };
  const show = (chosen) => steps.forEach((step) => step.classList.toggle("drawn", chosen.includes(step)));

  line.addEventListener("dragstart", (event) => event.preventDefault());
  line.addEventListener("pointerdown", (event) => {
    if (event.button || event.pointerType === "touch") return;
    from = to = at(event) || null;
  });
  line.addEventListener("pointermove", (event) => {
    const step = from && at(event);
    if (!step || !steps.includes(step) || step === to) return;
    to = step;
    show(between());
  });
  addEventListener("pointerup", () => {
    if (from && to && from !== to) {
      const chosen = between();
      const address = new URL(from.getAttribute("href"), location.href);
      address.searchParams.set("since", chosen[0].dataset.since);
      address.searchParams.set("until", chosen[chosen.length - 1].dataset.until);
      location.assign(address);
    }
    if (from !== to) line.addEventListener("click", (event) => event.preventDefault(), { once: true, capture: true });
    from = to = null;
  });
}
