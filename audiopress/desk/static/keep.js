// What an editor has written and not saved: found, and kept through every swap of the page around it.
window.kept = (() => {
  "use strict";
  const touched = (field) => {
    if (!field.name || ["hidden", "submit", "button", "file"].includes(field.type)) return false;
    if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
    if (!field.options) return field.value !== field.defaultValue;
    const first = [...field.options].findIndex((one) => one.defaultSelected);
    return field.selectedIndex !== Math.max(first, 0);
  };
  // Whether a form has what is nowhere else; in a clash that is the editor's own text, as it was sent back.
  const written = (form) =>
    form.method === "post" &&
    (form.classList.contains("changed") ||
      [...form.elements].some(touched) ||
      Boolean(form.querySelector("textarea") && form.closest(".mending")?.querySelector(".clash")));
  const forms = (root) => [...root.querySelectorAll("form")].filter(written);
  const any = () => forms(document).length > 0;

  // To be asked before a swap, and given to `back` behind it; `sent` is the form that is answered.
  const hold = (target, sent) => {
    const groups = [...target.querySelectorAll(".mending")].filter(
      (one) => !one.contains(sent) || forms(one).some((form) => form !== sent),
    );
    const at = document.activeElement;
    return {
      sent,
      groups,
      forms: forms(target).filter((one) => one !== sent && !one.closest(".mending")),
      at: groups.some((one) => one.contains(at)) || (at?.form && at.form !== sent && target.contains(at)) ? at : null,
      from: at?.selectionStart ?? null,
      to: at?.selectionEnd ?? null,
    };
  };
  const same = (form, among) =>
    [...among.querySelectorAll("form")].find(
      (one) => one !== form && one.getAttribute("action") === form.getAttribute("action") && one.elements.what?.value === form.elements.what?.value,
    );
  const stories = (form) => [...form.querySelectorAll(".order > li")].map((one) => `${one.dataset.number} ${one.querySelector("strong").textContent}`).sort().join("\n");

  const back = ({ sent, groups, forms: others, at, from, to }) => {
    for (const group of groups) {
      const slot = document.getElementById(`F${group.querySelector("[name=line]").value}`);
      const fresh = slot?.querySelector(".mending");
      if (fresh) {
        for (const one of forms(group)) if (one !== sent) same(one, fresh)?.replaceWith(one);
      } else if (slot) slot.replaceChildren(group);
      // Its line is no more: what was written for it stands before the script.
      else document.querySelector("#edition .script, #content")?.prepend(group);
      if (sent && group.contains(sent)) sent.remove();
      window.htmx.process(fresh || group);
    }
    for (const form of others) {
      const now = same(form, document);
      if (!now) continue;
      for (const field of form.elements) {
        if (!touched(field)) continue;
        const its = now.elements[field.name];
        if (field.type === "checkbox") its.checked = field.checked; else its.value = field.value;
        if (at === field) at = its;
      }
      now.closest("details")?.setAttribute("open", "");
      if (form.classList.contains("changed") && stories(form) === stories(now)) {
        now.querySelector(".order").replaceWith(form.querySelector(".order"));
        now.elements.order.value = form.elements.order.value;
        now.classList.add("changed");
      }
    }
    if (at?.isConnected) {
      at.focus({ preventScroll: true });
      if (from !== null && at.setSelectionRange) at.setSelectionRange(from, to);
    }
    const beside = document.getElementById("beside");
    if (beside) beside.checked = !document.body.classList.contains("alone");
  };
  // An order is carried out: what was written for it is not to be kept.
  const done = (what) => {
    for (const form of document.querySelectorAll(what === "arrange" ? ".arrange" : ".bar form")) {
      if (what !== "arrange" && form.elements.what?.value !== what) continue;
      form.classList.remove("changed");
      form.reset();
    }
  };
  return { any, hold, back, done };
})();
