// Reading views: one explanation for all marks, opened by pointer, touch or keyboard. Without this script the list of
// marks below each text says the same. Nothing is fetched.
(() => {
  if (window.framingReading) { window.framingReading(); return; }
  window.framingReading = () => document.querySelectorAll(".rt:not([data-n])").forEach(connect);
  let texts = 0;
  const box = document.createElement("div");
  box.className = "rx";
  box.setAttribute("aria-hidden", "true"); // a mark's description says it to those who listen
  let timer = 0;

  const boxOf = (mark) => mark.closest(".rv").querySelector(".k" + mark.classList[0]);
  const isOn = (mark) => boxOf(mark).checked;
  const nameOf = (mark) => mark.getAttribute("aria-describedby") || mark.dataset.o || mark.dataset.d;
  const lift = (mark) => mark && (mark = mark.parentElement.closest(".rt mark"));
  const find = (node) => {
    let mark = node instanceof Element ? node.closest(".rt mark") : null;
    while (mark && !isOn(mark)) mark = lift(mark);
    return mark;
  };
  const hide = () => { clearTimeout(timer); box.remove(); };
  const hideSoon = () => { clearTimeout(timer); timer = setTimeout(hide, 250); };

  function show(mark) {
    clearTimeout(timer);
    const view = mark.closest(".rv");
    const lines = [];
    for (let each = mark; each; each = lift(each)) {
      const told = isOn(each) && document.getElementById(nameOf(each));
      if (!told) continue;
      const line = document.createElement("p");
      if (each === mark) line.append(...[...told.childNodes].map((node) => node.cloneNode(true)));
      else line.append("in: " + told.lastChild.textContent.replace(/^ — /, ""));
      lines.push(line);
    }
    box.replaceChildren(...lines);
    view.append(box);
    const around = view.getBoundingClientRect();
    const place = mark.getClientRects()[0];
    const below = place.bottom + box.offsetHeight + 8 < innerHeight || place.top < box.offsetHeight + 8;
    box.style.left = Math.max(0, Math.min(place.left - around.left, around.width - box.offsetWidth)) + "px";
    const hidden = getComputedStyle(box).position === "fixed" ? place.bottom + box.offsetHeight + 8 - innerHeight : 0;
    if (hidden > 0) scrollBy(0, hidden);
    box.style.top = (below ? place.bottom + 6 : place.top - box.offsetHeight - 6) - around.top + "px";
  }

  // The n-th mark that begins in a text is explained by the n-th item of its list; a mark cut in pieces by the first.
  function connect(text) {
    const list = text.parentElement.querySelector(".rl ol");
    const items = [...list.children].flatMap((sentence) => {
      const whole = sentence.querySelector(":scope > b")?.textContent;
      const place = sentence.firstChild.data.replace(/: $/, "");
      return [...sentence.querySelectorAll("li")].map((item) => {
        const until = item.querySelector("i");
        if (!item.querySelector("b")) {
          const words = document.createElement("b");
          words.textContent = whole;
          item.prepend(words, " — ");
        }
        item.append(`; ${place}${until ? until.textContent.slice(1) : ""}`);
        until?.remove();
        item.normalize();
        return item;
      });
    });
    text.dataset.n = texts++;
    const nameOf = (n) => `r${text.dataset.n}-${n}`;
    items.forEach((item, n) => { item.id = nameOf(n); });
    text.querySelectorAll("mark:not([data-d])").forEach((mark, n) => mark.setAttribute("aria-describedby", nameOf(n)));
    text.querySelectorAll("mark[data-d]").forEach((mark) => { mark.dataset.d = nameOf(mark.dataset.d); });
    list.replaceChildren(...items);
    enter(text);
  }

  // One stop for the Tab key in each text; arrows go on from there. What is switched off is neither stop nor described.
  function listMarks(text) {
    const marks = [...text.querySelectorAll("mark[aria-describedby], mark[data-o]")];
    for (const mark of marks) {
      if (isOn(mark)) {
        mark.setAttribute("aria-describedby", nameOf(mark));
        delete mark.dataset.o;
      } else {
        mark.dataset.o = nameOf(mark);
        mark.removeAttribute("aria-describedby");
        mark.removeAttribute("tabindex");
      }
    }
    return marks.filter(isOn);
  }
  function enter(text, mark) {
    const marks = listMarks(text);
    marks.forEach((each) => each.setAttribute("tabindex", -1));
    (marks.includes(mark) ? mark : marks[0])?.setAttribute("tabindex", 0);
  }

  window.framingReading();

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    if (box.contains(event.target)) { clearTimeout(timer); return; }
    const mark = find(event.target);
    if (mark) show(mark); else if (box.isConnected && !find(document.activeElement)) hideSoon();
  });
  document.addEventListener("click", (event) => {
    if (box.contains(event.target)) return;
    const mark = find(event.target);
    if (!mark) { hide(); return; }
    const name = nameOf(mark);
    const first = mark.closest(".rt").querySelector(`[aria-describedby="${name}"]`);
    first.focus({ preventScroll: true });
    show(mark);
  });
  document.addEventListener("focusin", (event) => {
    const mark = find(event.target);
    if (!mark || mark !== event.target) return;
    enter(mark.closest(".rt"), mark);
    show(mark);
  });
  document.addEventListener("focusout", (event) => { if (find(event.target)) hideSoon(); });
  document.addEventListener("change", (event) => {
    const view = event.target instanceof Element && event.target.closest(".rk") && event.target.closest(".rv");
    if (!view) return;
    hide();
    view.querySelectorAll(".rt").forEach((text) => enter(text, text.querySelector('[tabindex="0"]')));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { hide(); return; }
    const mark = find(document.activeElement);
    if (!mark || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const marks = listMarks(mark.closest(".rt"));
    const at = marks.indexOf(mark);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: marks.length - 1 }[event.key];
    if (to === undefined || !marks[to]) return;
    event.preventDefault();
    event.stopPropagation();
    marks[to].focus();
  }, true);
})();
