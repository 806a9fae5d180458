// A judge's marks: what is typed is kept on this device at once, sent when its field is left, and forgotten
// here only when the server has answered that it is stored. Everything works without this file, too.
"use strict";
(() => {
  const COMMENT = "_comment";
  const main = document.getElementById("main");
  const words = document.querySelector("[data-words]").dataset;
  const trouble = document.querySelector("[data-trouble]");
  const judge = main.dataset.judge;
  const entry = main.dataset.sheet;
  const isVietnamese = document.documentElement.lang === "vi";
  let token = main.dataset.token || (document.querySelector("[name=form_token]") || {}).value;

  // What this device keeps: for each entry its fields, each with the `value` that was typed, what the page had
  // `seen` stored, and what was `sent` and not answered yet. A `conflict` is another device's value.
  const PREFIX = `lantoa/${judge}/`;
  const memory = new Map();

  function kept(of) {
    try { return JSON.parse(localStorage.getItem(PREFIX + of)) || {}; }
    catch (_) { return memory.get(of) || {}; }
  }

  function keep(of, fields) {
    memory.set(of, fields);
    try {
      if (Object.keys(fields).length) localStorage.setItem(PREFIX + of, JSON.stringify(fields));
      else localStorage.removeItem(PREFIX + of);
    } catch (_) { /* a browser without storage: the page itself still has it */ }
  }

  function keptEntries() {
    try { return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length)); }
    catch (_) { return []; }
  }

  function change(of, name, with_) {
    const fields = kept(of);
    const field = with_(fields[name]);
    if (field) fields[name] = field;
    else delete fields[name];
    keep(of, fields);
  }

  // Sending. The answers are: done, later (no line, or a server that rests), signed-out, other-judge, refused.
  const PATIENCE_MS = 20000;

  async function ask(address, body) {
    const control = new AbortController();
    const timer = setTimeout(() => control.abort(), PATIENCE_MS);
    const options = { headers: { accept: "application/json" }, credentials: "same-origin", cache: "no-store", signal: control.signal };
    if (body) Object.assign(options, { method: "POST", body, keepalive: true });
    try { return await fetch(address, options); }
    catch (_) { return null; }
    finally { clearTimeout(timer); }
  }

  async function renewed() {
    const response = await ask("/judging/here");
    if (!response || response.status >= 500) return "later";
    if (!response.ok) return "signed-out";
    const here = await response.json();
    if (here.judge !== judge) return "other-judge";
    token = here.form_token;
    for (const field of document.querySelectorAll("[name=form_token]")) field.value = token;
    return "done";
  }

  async function sent(of, fields, names) {
    const body = new URLSearchParams({ form_token: token, _judge: judge });
    for (const name of names) {
      body.set(name, fields[name].sent);
      body.set(`seen-${name}`, fields[name].seen);
    }
    return ask(`/judging/${of}/marks`, body);
  }

  async function send(of, isAgain) {
    const fields = kept(of);
    const names = Object.keys(fields).filter((name) => fields[name].conflict === undefined && !fields[name].refused);
    if (!names.length) return { state: "done" };
    for (const name of names) if (fields[name].sent === undefined) fields[name].sent = fields[name].value;
    keep(of, fields);
    const response = await sent(of, fields, names);
    if (!response || response.status >= 500 || response.status === 429) return { state: "later" };
    if (response.status === 401 || response.status === 403) {
      const state = isAgain ? "signed-out" : await renewed();
      return state === "done" ? send(of, true) : { state };
    }
    const answer = await response.json();
    if (!response.ok) return refusal(answer);
    for (const name of names) answered(of, name, fields[name].sent, answer.fields[name]);
    return send(of, false);
  }

  function refusal(answer) {
    const code = (answer.codes || [])[0];
    return code === "other-judge" ? { state: code } : { state: "refused", message: answer.message };
  }

  function answered(of, name, value, answer) {
    const { state, stored, note } = answer || { state: "saved", stored: value };
    change(of, name, (field) => {
      if (!field) return null;
      if (state === "conflict") return { value: field.value, seen: field.seen, conflict: stored };
      if (state === "refused") return { value: field.value, seen: field.seen, refused: field.value === value ? note : undefined };
      return field.value === value ? null : { value: field.value, seen: stored };
    });
    if (of === entry && rows.has(name)) rows.get(name).show(state, value, stored);
  }

  function say(text) {
    trouble.textContent = text || "";
    trouble.hidden = !text;
  }

  function tell(outcome) {
    const sentences = { later: words.offline, "signed-out": words.signedOut, "other-judge": words.otherJudge };
    say(outcome.state === "refused" ? `${words.notTaken} ${outcome.message}` : sentences[outcome.state]);
  }

  // Out of an app's built-in browser: an address for the phone's own, which carries along what is not sent.
  const carrying = document.querySelector("[data-carry]");

  function unsentAddress() {
    const entries = Object.fromEntries(keptEntries().map((of) => [of, kept(of)]));
    return `${location.origin}/judging#unsent=${encodeURIComponent(JSON.stringify({ judge, entries }))}`;
  }

  if (carrying) {
    carrying.addEventListener("click", async () => {
      await navigator.clipboard.writeText(unsentAddress());
      carrying.textContent = carrying.dataset.copied;
    });
  }

  // What was brought along is sent only once the judge has seen it and said so.
  const BROUGHT = "lantoa-brought";

  function brought() {
    try {
      const found = JSON.parse(localStorage.getItem(BROUGHT) || "null");
      return found && found.judge === judge && typeof found.entries === "object" ? found.entries : null;
    } catch (_) { return null; }
  }

  function offerBrought() {
    const box = document.querySelector("[data-brought]");
    const entries = brought();
    if (!box || !entries) return;
    const list = box.querySelector("ul");
    for (const [of, fields] of Object.entries(entries)) {
      const link = document.querySelector(`[data-entry="${CSS.escape(of)}"]`);
      if (!link) continue;
      const item = document.createElement("li");
      const values = Object.values(fields).map((field) => String(field.value));
      item.textContent = `${link.querySelector(".number").textContent}: ${values.join(" · ")}`;
      list.append(item);
    }
    box.hidden = !list.children.length;
    box.querySelector("[data-take]").addEventListener("click", () => settleBrought(box, entries));
    box.querySelector("[data-leave]").addEventListener("click", () => settleBrought(box, {}));
  }

  async function settleBrought(box, entries) {
    for (const [of, fields] of Object.entries(entries)) {
      for (const [name, { value, seen }] of Object.entries(fields)) {
        change(of, name, () => ({ value: String(value), seen: String(seen) }));
      }
    }
    localStorage.removeItem(BROUGHT);
    box.hidden = true;
    await openList();
  }

  // Trying again: at once when the line or the page is back, else after ever longer waits.
  const FIRST_WAIT_MS = 3000;
  const LONGEST_WAIT_MS = 60000;
  let wait = FIRST_WAIT_MS;
  let timer = null;
  let running = null;

  function flush() {
    if (!running) running = work().finally(() => { running = null; });
    return running;
  }

  async function work() {
    clearTimeout(timer);
    const outcome = await sendAll();
    tell(outcome);
    if (outcome.state === "later") {
      timer = setTimeout(flush, wait);
      wait = Math.min(2 * wait, LONGEST_WAIT_MS);
    } else {
      wait = FIRST_WAIT_MS;
    }
    return outcome;
  }

  addEventListener("online", flush);
  addEventListener("focus", () => { if (keptEntries().length) flush(); });
  addEventListener("pagehide", flush);
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  document.addEventListener("visibilitychange", () => { if (keptEntries().length) flush(); });

  // A sheet.
  const rows = new Map();
  let sendAll = sendList;
  for (const each of document.querySelectorAll("[data-script]")) each.hidden = false;
  for (const each of document.querySelectorAll("[data-no-script]")) each.hidden = true;

  function numberOf(text) {
    const plain = text.trim().replace(",", ".");
    return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
  }

  function textOf(number) {
    const text = String(Math.round(number * 1e6) / 1e6);
    return isVietnamese ? text.replace(".", ",") : text;
  }

  class Row {
    constructor(element) {
      this.element = element;
      this.name = element.dataset.field;
      this.input = element.querySelector(`[name="${this.name}"]`);
      this.seen = element.querySelector(`[name="seen-${this.name}"]`);
      this.note = element.querySelector("[data-note]");
      this.mark = element.querySelector("[data-kept]");
      this.input.addEventListener("input", () => this.typed());
      this.input.addEventListener("change", flush);
      this.input.addEventListener("keydown", (event) => this.key(event));
      for (const button of element.querySelectorAll("[data-step]")) {
        button.disabled = this.input.readOnly;
        button.addEventListener("click", () => this.step(Number(button.dataset.step)));
      }
      this.restore();
    }

    restore() {
      const field = kept(entry)[this.name];
      if (!field) return;
      this.input.value = field.value;
      if (field.refused) change(entry, this.name, () => ({ value: field.value, seen: field.seen, sent: field.sent }));
      this.draw();
    }

    typed() {
      const value = this.input.value;
      change(entry, this.name, (field) => {
        const before = field || { seen: this.seen.value };
        const isAsStored = value === before.seen && before.sent === undefined && before.conflict === undefined;
        return isAsStored ? null : { value, seen: before.seen, sent: before.sent, conflict: before.conflict };
      });
      this.draw();
      total();
    }

    step(by) {
      const maximum = numberOf(this.element.dataset.maximum.replace(/\s/g, ""));
      const number = (numberOf(this.input.value) || 0) + by;
      this.input.value = textOf(Math.min(Math.max(number, 0), maximum));
      this.typed();
      clearTimeout(this.pause);
      this.pause = setTimeout(flush, 700);
    }

    key(event) {
      const by = { ArrowUp: 0.5, ArrowDown: -0.5 }[event.key];
      if (!by || this.name === COMMENT || this.input.readOnly) return;
      event.preventDefault();
      this.step(by);
    }

    show(state, value, stored) {
      if (state === "saved") {
        this.seen.value = stored;
        if (this.input.value === value && document.activeElement !== this.input) this.input.value = stored;
      }
      this.draw();
      total();
    }

    draw() {
      const field = kept(entry)[this.name];
      const isTrouble = Boolean(field && (field.conflict !== undefined || field.refused));
      this.element.classList.toggle("conflict", Boolean(field && field.conflict !== undefined));
      this.element.classList.toggle("refused", Boolean(field && field.refused));
      this.element.classList.toggle("unsent", Boolean(field && !isTrouble));
      this.element.classList.remove("missing");
      this.input.setAttribute("aria-invalid", String(isTrouble));
      if (this.mark) this.mark.textContent = !field && this.seen.value ? "✓" : "";
      this.note.textContent = (field && field.refused) || "";
      if (field && field.conflict !== undefined) this.choose(field);
      status();
    }

    choose(field) {
      const stored = field.conflict || words.empty;
      const mine = field.value || words.empty;
      const fill = (text) => text.replace("{stored}", stored).replace("{mine}", mine);
      this.note.textContent = fill(words.conflict);
      const buttons = document.createElement("span");
      buttons.className = "choose";
      buttons.append(this.choice(fill(words.keepOther), () => this.take(field.conflict, null)));
      buttons.append(this.choice(fill(words.keepMine), () => this.take(field.value, { value: field.value, seen: field.conflict })));
      this.note.append(buttons);
    }

    choice(text, action) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "second";
      button.textContent = text;
      button.addEventListener("click", action);
      return button;
    }

    take(value, field) {
      const other = kept(entry)[this.name].conflict;
      change(entry, this.name, () => field);
      this.input.value = value;
      this.seen.value = other;
      this.draw();
      total();
      flush();
      this.input.focus();
    }

    otherTab(before, after) {
      if (document.activeElement === this.input) return;
      if (after) this.input.value = after.value;
      else if (before) this.input.value = this.seen.value = before.value;
      this.draw();
    }
  }

  function total() {
    const output = document.querySelector("[data-total]");
    if (!output) return;
    const marks = [...rows.values()].filter((row) => row.name !== COMMENT);
    output.textContent = textOf(marks.reduce((sum, row) => sum + (numberOf(row.input.value) || 0), 0));
  }

  function status() {
    const line = document.querySelector("[data-status]");
    if (!line) return;
    const fields = Object.values(kept(entry));
    line.classList.toggle("waiting", fields.length > 0);
    if (fields.some((field) => field.refused || field.conflict !== undefined)) line.textContent = words.toMend;
    else if (fields.length) line.textContent = running && !trouble.textContent ? words.saving : words.unsent;
    else line.textContent = [...rows.values()].some((row) => row.seen.value) ? words.saved : "";
  }

  async function sendSheet() {
    const outcome = await send(entry, false);
    setTimeout(status);
    return outcome;
  }

  async function handIn(event, form) {
    const button = event.submitter;
    if (button && button.value !== "submit") return;
    event.preventDefault();
    if (form.dataset.going) return;
    form.dataset.going = "yes";
    if (running) await running;
    const outcome = await flush();
    if (outcome.state === "done" && !Object.keys(kept(entry)).length) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "_do", value: "submit" });
      form.append(field);
      form.submit();
      return;
    }
    delete form.dataset.going;
    const first = document.querySelector(".conflict input, .refused input");
    if (first) first.focus();
  }

  function close() {
    for (const row of rows.values()) {
      row.input.readOnly = true;
      for (const button of row.element.querySelectorAll("button")) button.disabled = true;
    }
    for (const button of document.querySelectorAll(".does button")) button.hidden = true;
    say(words.closed);
  }

  function openSheet() {
    const form = document.getElementById("sheet");
    if (!form) return;
    sendAll = sendSheet;
    for (const element of form.querySelectorAll("[data-field]")) {
      const row = new Row(element);
      rows.set(row.name, row);
    }
    for (const row of rows.values()) if (!row.element.classList.contains("missing")) row.draw();
    form.addEventListener("submit", (event) => handIn(event, form));
    total();
    addEventListener("storage", (event) => {
      if (event.key !== PREFIX + entry) return;
      const before = JSON.parse(event.oldValue || "{}");
      const after = JSON.parse(event.newValue || "{}");
      for (const row of rows.values()) row.otherTab(before[row.name], after[row.name]);
      total();
    });
    if (main.dataset.closesIn) {
      const left = Number(main.dataset.closesIn);
      setTimeout(flush, Math.max(left - 3000, 0));
      setTimeout(close, left + 500);
    }
    if (Object.keys(kept(entry)).length) flush();
  }

  // The list: what was left unsent on any sheet is sent from here, too.
  async function sendList() {
    let worst = { state: "done" };
    for (const of of keptEntries()) {
      const outcome = await send(of, false);
      if (outcome.state !== "done") worst = outcome;
      if (["later", "signed-out", "other-judge"].includes(outcome.state)) break;
    }
    return worst;
  }

  function badges() {
    const waiting = keptEntries();
    for (const link of document.querySelectorAll("[data-entry]")) {
      link.querySelector("[data-unsent]").hidden = !waiting.includes(link.dataset.entry);
    }
    return waiting.length;
  }

  async function openList() {
    const before = badges();
    if (!before) return;
    await flush();
    if (badges() < before) location.reload();
  }

  if (entry) openSheet();
  else openList().then(offerBrought);
})();
