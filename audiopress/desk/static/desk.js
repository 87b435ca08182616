// The desk's own script: hearing, other people's changes, stories in another order. Fragments are htmx's.
(() => {
  "use strict";
  const sound = new Audio();
  let playing = null;

  const tell = (text) => {
    const box = document.getElementById("told");
    const line = document.createElement("p");
    line.className = "fault";
    line.textContent = text;
    box.replaceChildren(line);
    box.scrollIntoView({ block: "nearest" });
  };
  // What went wrong, in the server's words: a part of a page, or a plain sentence.
  const told = (text) => {
    const fault = new DOMParser().parseFromString(text, "text/html").querySelector(".fault");
    if (!fault) { tell(text.trim() || document.body.dataset.unreached); return; }
    document.getElementById("told").replaceChildren(document.importNode(fault, true));
    document.getElementById("told").scrollIntoView({ block: "nearest" });
  };

  const hear = async (address, from) => {
    sound.pause();
    playing?.classList.remove("playing");
    if (playing === from && from.classList.contains("s") && !sound.ended && sound.src) { playing = null; sound.removeAttribute("src"); return; }
    playing = from;
    from.classList.add("playing");
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" } });
      if (!answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        throw new Error(page.querySelector(".fault")?.textContent.trim() || String(answer.status));
      }
      if (playing !== from) return;
      if (sound.src) URL.revokeObjectURL(sound.src);
      sound.src = URL.createObjectURL(await answer.blob());
      document.body.dataset.heard = String(Number(document.body.dataset.heard || 0) + 1);
      await sound.play();
    } catch (error) {
      from.classList.remove("playing");
      if (error.name !== "AbortError") tell(`${document.body.dataset.heardNot} ${error.message}`);
    }
  };
  sound.addEventListener("ended", () => playing?.classList.remove("playing"));

  const heard = (target) => {
    const one = target.closest("[data-hear], [data-hear-form]");
    if (!one) return false;
    if (one.dataset.hear) {
      const word = one.dataset.word ? `&about=${encodeURIComponent(one.dataset.word)}` : "";
      hear(one.dataset.hear + word, one);
    } else {
      const values = new URLSearchParams(new FormData(one.closest("form")));
      for (const name of ["csrf", "version", "scope"]) values.delete(name);
      if (one.dataset.plain) values.set("plain", one.dataset.plain);
      hear(`${one.dataset.hearForm}?${values}`, one);
    }
    return true;
  };

  document.addEventListener("click", (event) => {
    const target = event.target;
    if (heard(target)) return;
    if (target.closest("[data-close]")) {
      const slot = target.closest(".slot");
      if (!slot) return;
      const cue = slot.closest(".cue");
      slot.replaceChildren();
      cue.querySelector(".mend")?.focus();
      later();
    } else if (target.closest("[data-move], [data-drop]")) {
      arrange(target.closest("[data-move], [data-drop]"));
    } else if (target.closest("[data-look]:not(.edition)")) {
      refresh();
    }
  });

  document.addEventListener("keydown", (event) => {
    const one = event.target.closest?.(".s");
    if (!one) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      hear(one.dataset.hear, one);
    } else if (["ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"].includes(event.key)) {
      const all = [...document.querySelectorAll(".s")];
      const next = all[all.indexOf(one) + (event.key === "ArrowDown" || event.key === "ArrowRight" ? 1 : -1)];
      if (next) { event.preventDefault(); next.focus(); }
    }
  });

  // ---- stories in another order

  const order = (list) => {
    const chosen = [...list.children].filter((one) => !one.classList.contains("out")).map((one) => one.dataset.number);
    list.closest("form").elements.order.value = chosen.join(",");
    list.closest("form").classList.add("changed");
  };
  const arrange = (button) => {
    const item = button.closest("li");
    const list = item.parentElement;
    if (button.dataset.move === "-1") item.previousElementSibling?.before(item);
    else if (button.dataset.move === "1") item.nextElementSibling?.after(item);
    else {
      const out = item.classList.toggle("out");
      button.textContent = out ? button.dataset.in : button.dataset.out;
      button.setAttribute("aria-label", `${button.textContent}: ${button.dataset.name}`);
    }
    order(list);
    button.focus();
  };
  let dragged = null;
  // The calendar begins a week ago; a narrow window shows it from yesterday on.
  const today = document.querySelector(".calendar thead .today");
  if (today) today.closest(".scroll").scrollLeft = today.offsetLeft - today.closest("tr").firstElementChild.offsetWidth - today.offsetWidth;

  document.addEventListener("dragstart", (event) => { dragged = event.target.closest?.(".order > li"); });
  document.addEventListener("dragover", (event) => {
    const over = event.target.closest?.(".order > li");
    if (!dragged || !over || over === dragged || over.parentElement !== dragged.parentElement) return;
    event.preventDefault();
    const box = over.getBoundingClientRect();
    if (event.clientY < box.top + box.height / 2) over.before(dragged); else over.after(dragged);
  });
  document.addEventListener("drop", (event) => { if (dragged) event.preventDefault(); });
  document.addEventListener("dragend", () => { if (dragged) order(dragged.parentElement); dragged = null; });

  // ---- the article beside the script, or not

  document.addEventListener("change", (event) => {
    if (event.target.id === "beside") document.body.classList.toggle("alone", !event.target.checked);
    const into = event.target.dataset?.into;
    if (into && event.target.files[0]) {
      event.target.files[0].text().then((text) => { event.target.closest("form").elements[into].value = text; });
    }
  });

  // ---- what others do

  const busy = () => {
    const form = document.querySelector(".mending") || window.kept.any();
    return form || document.activeElement?.matches("input, textarea, select");
  };
  // What the editor asked for and is on its way, and whose change waits until it is here.
  const asked = new Set();
  let waiting = null;
  // Whose change is not shown yet, because the editor is writing.
  let missed = null;
  const refresh = (who = null) => {
    const headers = who === null ? {} : { "Desk-Changed-By": encodeURIComponent(`by ${who}`) };
    const edition = document.getElementById("edition");
    missed = null;
    if (edition) window.htmx.ajax("GET", edition.dataset.here, { target: "#edition", swap: "outerHTML", headers });
    else if (document.getElementById("today")) window.htmx.ajax("GET", location.pathname, { target: "#today", swap: "outerHTML", select: "#today", headers });
  };
  const noticed = (who) => {
    if (asked.size) { waiting = who; return; }
    if (!busy()) { refresh(who || ""); return; }
    missed = who || "";
    const edition = document.getElementById("edition");
    if (!edition || !who || who === document.body.dataset.user) return;
    const line = document.createElement("p");
    line.className = "news";
    line.textContent = edition.dataset.changed.replace("{who}", who) + " ";
    const look = document.createElement("button");
    look.dataset.look = "yes";
    look.textContent = edition.dataset.look;
    line.append(look);
    document.getElementById("told").replaceChildren(line);
  };
  const later = () => setTimeout(() => { if (missed !== null && !asked.size && !busy()) refresh(missed); });
  document.addEventListener("focusout", later);
  // Whose change a request shows; null where the editor asked.
  const whose = (detail) => {
    const told = detail.requestConfig.headers["Desk-Changed-By"];
    return told ? decodeURIComponent(told).slice(3) : null;
  };
  document.addEventListener("htmx:beforeSend", ({ detail }) => { if (whose(detail) === null) asked.add(detail.xhr); });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (!asked.delete(detail.xhr) || asked.size || waiting === null) return;
    const who = waiting;
    waiting = null;
    noticed(who);
  });
  document.addEventListener("desk:over", ({ detail }) => {
    if (detail.state === "done") window.kept.done(detail.what);
    refresh();
  });
  // What the page asks for by itself says nothing about what the editor did last.
  const follows = ({ verb, path }) => verb === "get" && path.startsWith("/jobs/");
  let held = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    // What went wrong is told at the top, and what the editor was writing stays; so it does
    // where they began to write after the page had been asked for anew.
    const { xhr, target, requestConfig } = event.detail;
    const who = whose(event.detail);
    if (who !== null && (asked.size || busy())) {
      event.detail.shouldSwap = false;
      noticed(who);
      return;
    }
    if (xhr.status < 400 || xhr.status === 409) {
      if (!follows(requestConfig)) document.getElementById("told").replaceChildren();
      held = window.kept.hold(target, requestConfig.elt.matches("form") ? requestConfig.elt : null);
      return;
    }
    event.detail.shouldSwap = false;
    if (xhr.getResponseHeader("Desk-Token") === "old") { renewed(event.detail); return; }
    if (follows(requestConfig)) document.getElementById("job")?.replaceChildren();
    told(xhr.responseText);
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (held) window.kept.back(held);
    held = null;
  });
  document.addEventListener("htmx:sendError", ({ detail }) => {
    tell(document.body.dataset.unreached);
    const { path } = detail.requestConfig;
    if (follows(detail.requestConfig)) setTimeout(() => window.htmx.ajax("GET", path, { target: "#job", swap: "outerHTML" }), 2000);
  });
  // Who has come in again in another window goes on here: with the new session's token the form is sent once more.
  const renewed = async ({ xhr, requestConfig: { elt, triggeringEvent } }) => {
    const answer = await fetch("/token").catch(() => null);
    if (!answer?.ok || answer.redirected || !elt.matches("form") || elt.dataset.again) {
      delete elt.dataset.again;
      told(xhr.responseText);
      return;
    }
    const { csrf, user } = await answer.json();
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRF": csrf }));
    document.body.dataset.user = user;
    for (const one of document.querySelectorAll("[name=csrf]")) one.value = csrf;
    elt.dataset.again = "yes";
    elt.requestSubmit(triggeringEvent?.submitter);
  };
  document.addEventListener("htmx:afterRequest", ({ detail }) => { if (detail.successful) delete detail.requestConfig.elt.dataset.again; });

  const listen = () => {
    const watched = document.querySelector("[data-about]");
    if (!watched) return;
    const line = new EventSource(`/events?${new URLSearchParams({ about: watched.dataset.about, since: watched.dataset.since })}`);
    line.addEventListener("changed", (event) => noticed(JSON.parse(event.data).who));
    // A browser gives up where something else answers, such as the login page of a desk that was started anew.
    line.addEventListener("error", () => { if (line.readyState === EventSource.CLOSED) setTimeout(listen, 2000); });
    window.addEventListener("pagehide", () => line.close(), { once: true });
  };
  listen();

  // Who leaves the page is asked first, where something is written and not saved; a form that is sent as a page is.
  let leaving = false;
  document.addEventListener("submit", (event) => { leaving = !event.target.hasAttribute("hx-post"); });
  window.addEventListener("beforeunload", (event) => { if (!leaving && window.kept.any()) event.preventDefault(); });
})();
