"use strict";
// What pages do by themselves: send a change as JSON, and keep a live page up to date.
(() => {
  for (const form of document.querySelectorAll("form[data-send]")) {
    const button = form.querySelector("button");
    const answer = form.querySelector("[role=status]");
    const say = (style, text) => {
      answer.className = style;
      answer.textContent = text;
    };
    button.disabled = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const change = {};
      for (const field of form.querySelectorAll("[name]")) {
        change[field.name] = field.dataset.type === "number" ? Number(field.value) : field.value.trim();
      }
      button.disabled = true;
      say("note", "Sending …");
      try {
        const response = await fetch(form.dataset.send, {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-Millrace": "pages" },
          body: JSON.stringify(change),
        });
        const told = await response.json();
        if (response.ok) {
          say("good", `Done, epoch ${told.epoch} is in force: ${told.why}`);
          form.dataset.done = told.epoch;
        } else {
          say("bad", `Nothing was changed. ${told.detail}`);
          button.disabled = false;
        }
      } catch (failure) {
        say("bad", "The server gave no answer, so it is not known whether anything was changed. " +
          "Look at the releases before you try again.");
        button.disabled = false;
      }
    });
  }

  const live = document.querySelector("main[data-live]");
  if (live) {
    let seen = live.innerHTML;
    const busy = () => document.hidden || live.contains(document.activeElement) ||
      String(getSelection()) !== "";
    setInterval(async () => {
      if (busy()) return;
      try {
        const response = await fetch(location.href, { headers: { Accept: "text/html" } });
        if (!response.ok) throw new Error(response.statusText);
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        const next = page.querySelector("main").innerHTML;
        document.body.classList.remove("stale");
        if (next !== seen && !busy()) {
          live.replaceChildren(...page.querySelector("main").childNodes);
          seen = live.innerHTML;
        }
      } catch (failure) {
        document.body.classList.add("stale");
      }
    }, live.dataset.live * 1000);
  }
})();
