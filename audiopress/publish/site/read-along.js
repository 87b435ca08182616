// Shows which sentence and word is being heard, and plays from wherever one clicks. The page is whole without it.
(() => {
  "use strict";
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

  const play = (time) => {
    audio.currentTime = time;
    audio.play().catch(() => {});
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

  const showWord = (sentence, time) => {
    if (!marks) return;
    marks.clear();
    if (!sentence || !sentence.element.dataset.w) return;
    sentence.words ??= sentence.element.dataset.w.split(" ").map((word) => word.split(":").map(Number));
    const since = (time - sentence.start) * 100;
    const word = sentence.words.findLast(([, , begin]) => begin <= since);
    const text = sentence.element.firstChild;
    if (!word || !text || word[1] > text.length) return;
    const range = new Range();
    range.setStart(text, word[0]);
    range.setEnd(text, word[1]);
    marks.add(range);
  };

  const bring = (element) => {
    const box = element.getBoundingClientRect();
    const top = document.querySelector(".player").getBoundingClientRect().bottom;
    if (box.top < top + 16 || box.bottom > innerHeight - 64) {
      element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    }
  };

  const update = () => {
    const time = audio.currentTime;
    const sentence = find(time);
    if (sentence !== current) {
      if (current) current.element.classList.remove("now");
      if (sentence) sentence.element.classList.add("now");
      current = sentence;
      if (sentence && follow.checked && !audio.paused) bring(sentence.element);
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
      if (String(getSelection())) return;
      const time = event.target.closest(".time");
      const sentence = event.target.closest(".s");
      if (time) event.preventDefault();
      const target = time || sentence;
      if (target) play(Number(target.dataset.t));
    });
  }
  for (const link of chapters) link.addEventListener("click", () => play(Number(link.dataset.t)));

  const address = document.getElementById("feed");
  if (address) address.addEventListener("focus", () => address.select());

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
