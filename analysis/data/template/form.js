/* The coding sheet as a form. Every answer goes to the kernel; only what the kernel has put on the disk counts as saved.
   What it has not is kept here, also in the browser's own store, and sent again, also by the next form of the sheet. */
const PATIENCE = 3000; // milliseconds until an answer that nobody confirmed is sent again

function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...inside);
  return element;
}

function render({ model, el }) {
  let sheet = null, place = 0, answers = new Map(), asked = Date.now(), said = "", lost = false;
  const waiting = new Map(); // answers that the kernel has not confirmed, by sentence and variable

  const where = make("p", { class: "ff-where", "aria-live": "polite" });
  const bar = make("progress", { "aria-label": "answered", max: 1, value: 0 });
  const body = make("div", { class: "ff-body", tabindex: "-1" });
  const state = make("p", { class: "ff-state", role: "status" }, "Waiting for the kernel …");
  const root = make("section", { class: "ff", "aria-label": "Coding sheet" },
    where, bar, body, state);
  el.append(root);

  const name = (number, variable) => `${number}|${variable}`;
  const steps = () => sheet.sentences.length * sheet.questions.length;
  const step = at => ({ number: Math.floor(at / sheet.questions.length), question: sheet.questions[at % sheet.questions.length] });
  const key = at => name(step(at).number, step(at).question.variable);
  const given = at => waiting.get(key(at)) ?? answers.get(key(at));
  const next = () => { let at = 0; while (at < steps() && given(at)) at += 1; return at; };

  /* The browser's own store may be closed to us: then answers wait in this form alone. */
  const prefix = () => `framing|${sheet.name}|`;
  function keep(which) { try { localStorage.setItem(prefix() + which, JSON.stringify(waiting.get(which))); } catch { /* see above */ } }
  function forget(which) { waiting.delete(which); try { localStorage.removeItem(prefix() + which); } catch { /* see above */ } }
  function recall() {
    try {
      return Object.keys(localStorage).filter(each => each.startsWith(prefix()))
        .map(each => [each.slice(prefix().length), JSON.parse(localStorage.getItem(each))]);
    } catch { return []; }
  }

  function send(message) { try { model.send(message); } catch { /* the kernel is gone: the clock below says so */ } }
  const sendAnswer = which => { const { was, since, ...answer } = waiting.get(which); send({ kind: "answer", ...answer }); };

  function give(value, words = "") {
    const { number, question } = step(place), which = key(place);
    const before = answers.get(which);
    waiting.set(which, { number, variable: question.variable, value, words, was: before ? before.value : null, since: Date.now() });
    keep(which);
    sendAnswer(which);
    said = "";
    place = next();
    show(true);
  }

  function receive(message) {
    if (message.kind === "sheet") open(message);
    else if (sheet && message.kind === "saved") {
      const which = name(message.number, message.variable), mine = waiting.get(which);
      if (mine && mine.value === message.value && mine.words === message.words) forget(which);
      load(message.answers);
      lost = false;
    } else if (sheet && message.kind === "refused") {
      const which = name(message.number, message.variable);
      forget(which);
      said = message.reason;
      place = message.number * sheet.questions.length + sheet.questions.findIndex(each => each.variable === message.variable);
      show(true, message.words ? message : null);
    }
    tell();
  }

  const load = list => { answers = new Map(list.map(each => [name(each.number, each.variable), each])); };

  function open(message) {
    const first = sheet === null;
    sheet = message;
    load(message.answers);
    lost = false;
    if (!first) return;
    said = message.notes.join(" ");
    let late = 0;
    for (const [which, kept] of recall()) {
      const now = answers.get(which);
      if ((now ? now.value : null) === kept.was) { waiting.set(which, { ...kept, since: Date.now() }); sendAnswer(which); }
      else { if (!now || now.value !== kept.value) late += 1; forget(which); }
    }
    if (late) said += ` ${late} answer${late > 1 ? "s" : ""} from before the kernel stopped gave way to later ones.`;
    place = next();
    show(false);
  }

  function show(focus, typed = null) {
    const answered = [...Array(steps()).keys()].filter(given).length;
    bar.max = steps();
    bar.value = answered;
    body.replaceChildren();
    if (place >= steps()) {
      where.textContent = `All ${steps()} questions are answered.`;
      body.append(make("p", {}, sheet.finished), make("p", { class: "ff-keys" }, back()));
    } else {
      const { number, question } = step(place);
      where.textContent = `Sentence ${number + 1} of ${sheet.sentences.length}, question ${place % sheet.questions.length + 1} of `
        + `${sheet.questions.length}; ${answered} of ${steps()} answered.`;
      const current = given(place);
      body.append(
        make("p", { class: "ff-beside" }, sheet.sentences[number - 1] ?? ""),
        make("p", { class: "ff-sentence" }, sheet.sentences[number]),
        make("p", { class: "ff-beside" }, sheet.sentences[number + 1] ?? ""),
        make("fieldset", {}, make("legend", {}, question.asks), ...question.answers.map((answer, at) => make("button", {
          type: "button", "data-key": answer.key, "aria-pressed": String(current?.value === answer.value),
          onclick: () => question.words && at === 0 ? askWords(question, current) : give(answer.value),
        }, make("kbd", {}, answer.key), ` ${answer.label}`))),
        make("div", { class: "ff-words" }),
        make("p", { class: "ff-keys" },
          make("button", { type: "button", "data-key": "?", "aria-expanded": "false", onclick: toggle }, make("kbd", {}, "?"), " what it means"),
          back(), current ? make("button", { type: "button", onclick: () => { place += 1; show(true); } }, "next") : ""),
        make("p", { class: "ff-means", hidden: true }, question.means));
      if (typed) askWords(question, typed);
    }
    if (focus && !typed) body.focus({ preventScroll: true });
    tell();
  }

  const back = () => make("button", { type: "button", "data-key": "b", disabled: place === 0, onclick: () => { place -= 1; show(true); } },
    make("kbd", {}, "b"), " back");

  function toggle(event) {
    const means = body.querySelector(".ff-means");
    means.hidden = !means.hidden;
    event.currentTarget.setAttribute("aria-expanded", String(!means.hidden));
  }

  function askWords(question, current) {
    const field = make("input", { type: "text", value: current?.words ?? "", autocomplete: "off", spellcheck: "false" });
    const done = () => give(question.answers[0].value, field.value.trim());
    field.addEventListener("keydown", event => { if (event.key === "Enter") done(); });
    body.querySelector(".ff-words").replaceChildren(
      make("label", {}, "Which words? As they stand there, parted by semicolons. ", field),
      make("button", { type: "button", onclick: done }, "keep"));
    field.focus();
  }

  function tell() {
    if (sheet === null) return;
    const n = waiting.size, answer = n === 1 ? "1 answer is" : `${n} answers are`;
    const news = lost ? `Not saved: the kernel does not reply, and ${answer} only in this browser. `
      + "When the kernel runs again, reload this page and run this cell again: they are then saved." : n ? "Saving …" : `Saved for ${sheet.coder}.`;
    const text = [said.trim(), news].filter(Boolean).join(" ");
    if (state.textContent !== text) state.textContent = text;
    state.classList.toggle("ff-lost", lost);
  }

  root.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter")) return;
    event.stopPropagation(); // the notebook has shortcuts of its own on the same keys
    if (event.target.tagName === "INPUT") return;
    const button = [...body.querySelectorAll("button[data-key]")].find(each => each.dataset.key === event.key.toLowerCase());
    if (button && !button.disabled) { event.preventDefault(); button.click(); }
  });

  const clock = setInterval(() => {
    if (sheet === null) {
      send({ kind: "open" });
      if (Date.now() - asked > 2 * PATIENCE) state.textContent = "The kernel does not reply. Reload this page and run this cell again.";
      return;
    }
    const old = [...waiting].filter(([, answer]) => Date.now() - answer.since > PATIENCE);
    for (const [which] of old) sendAnswer(which);
    if (old.length) { lost = true; tell(); }
  }, PATIENCE / 2);

  model.on("msg:custom", receive);
  send({ kind: "open" });
  return () => { clearInterval(clock); model.off("msg:custom", receive); };
}

export default { render };
