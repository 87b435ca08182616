// One sound at a time; on an episode's page also the sentence and word being heard, and playing from the word one clicks.
// The pages are whole without it.
(() => {
  "use strict";
  // "play" does not bubble, so it is caught on its way down.
  document.addEventListener("play", (event) => {
    for (const other of document.querySelectorAll("audio")) if (other !== event.target) other.pause();
  }, true);

  const address = document.getElementById("feed");
  if (address) address.addEventListener("focus", () => address.select());

  const audio = document.getElementById("player");
  const transcript = document.querySelector(".transcript");
  if (!audio) return;

  const sentences = [...document.querySelectorAll(".s")].map((element) => ({
    element,
    start: Number(element.dataset.t),
    end: Number(element.dataset.e),
  }));
  const chapters = [...document.querySelectorAll(".chapters a[data-t]")];
  const follow = document.getElementById("follow");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const marks = window.CSS && CSS.highlights && window.Highlight ? new Highlight() : null;
  if (marks) CSS.highlights.set("word", marks);
  let current = null;
  // Of a stretch that is played alone: where it ends, and the control that asked for it.
  let stretch = null;

  const ended = () => {
    if (stretch) stretch.control.classList.remove("on");
    stretch = null;
  };

  const play = (time) => {
    ended();
    audio.currentTime = time;
    audio.play().catch(() => {});
  };

  const playStretch = (control, start, end) => {
    play(start);
    stretch = { control, start, end };
    control.classList.add("on");
  };

  // The sentence that sounds at `time`: the last one that has begun, unless it has long ended.
  const find = (time) => {
    let low = 0;
    let high = sentences.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sentences[middle].start <= time) low = middle + 1;
      else high = middle;
    }
    const found = sentences[low - 1];
    return found && time < found.end + 0.4 ? found : null;
  };

  // Of each word: where it begins and ends in the text, and when it begins, in hundredths from the sentence's start.
  const wordsOf = (sentence) =>
    (sentence.words ??= (sentence.element.dataset.w || "").split(" ").filter(Boolean).map((word) => word.split(":").map(Number)));

  const showWord = (sentence, time) => {
    if (!marks) return;
    marks.clear();
    if (!sentence) return;
    const since = (time - sentence.start) * 100;
    const word = wordsOf(sentence).findLast(([, , begin]) => begin <= since);
    const text = sentence.element.firstChild;
    if (!word || !text || word[1] > text.length) return;
    const range = new Range();
    range.setStart(text, word[0]);
    range.setEnd(text, word[1]);
    marks.add(range);
  };

  // How far into the text of an element a point of the window is, or null where the browser cannot say.
  const offsetAt = (element, x, y) => {
    let node, offset;
    if (document.caretPositionFromPoint) {
      const place = document.caretPositionFromPoint(x, y);
      if (place) [node, offset] = [place.offsetNode, place.offset];
    } else if (document.caretRangeFromPoint) {
      const place = document.caretRangeFromPoint(x, y);
      if (place) [node, offset] = [place.startContainer, place.startOffset];
    }
    if (!node || node !== element.firstChild) return null;
    // The caret stands at the nearer edge of a letter: over the right half of a word's last one, that is behind the word.
    const range = new Range();
    range.setStart(node, offset);
    range.setEnd(node, Math.min(offset + 1, node.length));
    const box = range.getBoundingClientRect();
    const before = offset > 0 && (x < box.left || !box.width || y < box.top || y > box.bottom);
    return before ? offset - 1 : offset;
  };

  // When the word under the pointer begins; its sentence's beginning where words have no times.
  const momentAt = (element, x, y) => {
    const sentence = sentences.find((one) => one.element === element);
    const offset = offsetAt(element, x, y);
    const word = offset === null ? null : wordsOf(sentence).findLast(([from]) => from <= offset);
    return word ? sentence.start + word[2] / 100 : sentence.start;
  };

  // Within a closed part of the page there is nothing to follow.
  const shown = (element) => !element.closest("details:not([open])");

  const bring = (element) => {
    const box = element.getBoundingClientRect();
    const top = document.querySelector(".player").getBoundingClientRect().bottom;
    if (box.top < top + 16 || box.bottom > innerHeight - 64) {
      element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    }
  };

  const update = () => {
    const time = audio.currentTime;
    if (stretch && time >= stretch.end + 0.15) {
      audio.pause();
      ended();
    }
    const sentence = find(time);
    if (sentence !== current) {
      if (current) current.element.classList.remove("now");
      if (sentence) sentence.element.classList.add("now");
      current = sentence;
      if (sentence && follow.checked && !audio.paused && !stretch && shown(sentence.element)) bring(sentence.element);
      const chapter = chapters.findLast((link) => Number(link.dataset.t) <= time + 0.05);
      for (const link of chapters) {
        if (link === chapter) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }
    showWord(sentence, time);
  };

  const tick = () => {
    update();
    if (!audio.paused && !audio.ended) requestAnimationFrame(tick);
  };

  audio.addEventListener("play", tick);
  audio.addEventListener("seeked", update);

  if (transcript) {
    transcript.classList.add("live");
    if (sentences.length) document.querySelector(".follow").hidden = false;
    transcript.addEventListener("click", (event) => {
      // With a key held, a link opens where the reader wants it.
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const time = event.target.closest(".time");
      const sentence = event.target.closest(".s");
      if (time) {
        event.preventDefault();
        play(Number(time.dataset.t));
      } else if (sentence && !String(getSelection())) play(momentAt(sentence, event.clientX, event.clientY));
    });
  }
  for (const link of chapters) link.addEventListener("click", () => play(Number(link.dataset.t)));

  // A learner's page: passages and sentences alone, slowly or not, and again; a tap on an expression shows what it means.
  const lesson = document.querySelector(".lesson");
  if (lesson) {
    const tip = document.createElement("dl");
    const closed = () => {
      for (const one of lesson.querySelectorAll(".on:not(.play)")) one.classList.remove("on");
      tip.remove();
    };
    const show = (link, byKey) => {
      const gloss = document.getElementById(`g${link.dataset.g}`);
      const again = link.classList.contains("on");
      closed();
      if (again || !gloss) return;
      for (const one of lesson.querySelectorAll(`[data-g="${link.dataset.g}"]`)) one.classList.add("on");
      gloss.classList.add("on");
      tip.className = "tip glosses";
      tip.replaceChildren(...[...gloss.children].map((child) => child.cloneNode(true)));
      link.closest(".words").after(tip);
      const box = link.getClientRects()[0];
      const base = tip.offsetParent.getBoundingClientRect();
      tip.style.left = `${Math.max(0, Math.min(box.left - base.left, base.width - tip.offsetWidth))}px`;
      tip.style.top = `${box.bottom - base.top + 6}px`;
      const first = tip.querySelector(".play");
      if (first) first.click();
      if (first && byKey) first.focus();
    };
    for (const button of lesson.querySelectorAll(".again")) button.hidden = false;
    lesson.classList.add("live");
    lesson.addEventListener("click", (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const link = event.target.closest("a.gloss");
      const control = event.target.closest(".play");
      if (link) {
        event.preventDefault();
        show(link, event.detail === 0);
      } else if (control) {
        event.preventDefault();
        const group = control.closest(".plays");
        const last = control.classList.contains("again")
          ? group.querySelector(".last") ?? group.querySelector(".play")
          : control;
        for (const one of group.querySelectorAll(".last")) one.classList.remove("last");
        last.classList.add("last");
        playStretch(last, Number(last.dataset.t), Number(last.dataset.e));
      } else if (!event.target.closest(".tip")) closed();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !tip.isConnected) return;
      const link = lesson.querySelector("a.gloss.on");
      closed();
      if (link) link.focus();
    });
  }

  const asked = /^#t=([0-9.]+)$/.exec(location.hash);
  if (asked) audio.addEventListener("loadedmetadata", () => { audio.currentTime = Number(asked[1]); }, { once: true });

  if ("mediaSession" in navigator && window.MediaMetadata) {
    const image = document.querySelector('meta[property="og:image"]');
    navigator.mediaSession.metadata = new MediaMetadata({
      title: document.querySelector("h1").textContent,
      artist: document.querySelector(".kicker").textContent.trim(),
      artwork: image ? [{ src: image.content }] : [],
    });
  }
})();
