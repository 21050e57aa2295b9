// The page of the lab: shows what the lab tells, and asks it to do things. Texts come from the lab's catalogue.

const MOST_ENTRIES = 300;
const $ = (id) => document.getElementById(id);
const page = { texts: {}, token: "", state: null, acting: false, paused: false, waiting: [], deleting: null };

// ---- texts ----

function t(id, values = {}) {
  const text = page.texts[id] ?? id;
  return text.replace(/\{([a-z-]+)\}/g, (hole, name) => values[name] ?? hole);
}

function has(id) {
  return Object.hasOwn(page.texts, id);
}

function translate() {
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = t(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(node.dataset.label));
  for (const node of document.querySelectorAll("[data-hint]")) node.title = t(node.dataset.hint);
  document.title = t("title");
}

// ---- small builders; text is never taken for markup ----

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function chip(text, look) {
  return make("span", { class: `chip ${look}` }, text);
}

function digits(text) {
  return make("span", { class: "digits" }, text);
}

/** Puts new content in, and the focus back to where it was. */
function fill(place, ...children) {
  const key = place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  place.replaceChildren(...children);
  if (key) place.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

// ---- the device ----

const CONDITION_LOOKS = { ready: "good", busy: "open", no_power: "bad", switched_off: "bad", no_euicc: "open", failing: "bad" };

function showDevice(device) {
  const condition = $("condition");
  condition.className = `chip ${CONDITION_LOOKS[device.card] ?? "unknown"}`;
  const words = t(`card-${device.card}`);
  if (condition.textContent !== words) condition.textContent = words;
  condition.title = device.problem ?? "";
  const fact = (name, value, hint, wide) =>
    make("div", { class: wide ? "wide" : null },
      make("dt", {}, t(name)),
      make("dd", {}, value ?? t("none"), hint ? make("span", { class: "hint" }, hint) : null));
  const memory = device.free_memory === null ? null : t("kilobytes", { count: Math.floor(device.free_memory / 1024).toLocaleString(document.documentElement.lang) });
  const line = device.line_channels > 0 ? t("line", { count: device.line_channels }) : null;
  const armed = device.cut_armed ? t("armed") : null;
  fill($("facts"),
    fact("modem", device.modem || null, line),
    fact("iccid", device.iccid && digits(device.iccid), device.stale ? t("stale") : null),
    fact("imsi", device.imsi && digits(device.imsi)),
    fact("eid", device.eid && digits(device.eid), null, true),
    fact("network", device.network && digits(device.network)),
    fact("memory", memory, armed));
  const cut = document.querySelector('[data-act="cut-write"]');
  cut.setAttribute("aria-pressed", String(device.cut_armed));
}

// ---- the profiles ----

const CARD_LOOKS = { enabled: "good", disabled: "disabled", absent: "gone", unknown: "unknown" };
const SMDP_LOOKS = { enabled: "good", installed: "good", disabled: "disabled", deleted: "gone", released: "gone", available: "gone", unavailable: "gone", downloaded: "open", error: "bad" };
const SERVICE_LOOKS = { active: "good", termination_requested: "open", terminated_profile_installed: "open", no_active_service: "gone", unknown_line: "unknown" };
const MARKS = { good: "✓", open: "→", bad: "!", unknown: "?" };

function profileButton(profile, act, kind) {
  const label = t(act);
  return make("button", {
    type: "button", class: kind, "data-act": act, "data-iccid": profile.iccid, "data-key": `${act}-${profile.iccid}`,
    "aria-label": t("on-profile", { action: label.replace("…", ""), profile: profile.title }),
    disabled: page.acting, title: profile.expendable ? null : t("protected-about"),
  }, label);
}

function showProfiles(profiles) {
  const place = $("profile-rows");
  place.removeAttribute("aria-busy");
  if (profiles.length === 0) return fill(place, make("p", { class: "empty" }, t("no-profiles")));
  const names = ["profile", "card", "smdp", "operator", "actions"];
  const head = make("thead", {}, make("tr", {}, ...names.map((name) => make("th", { scope: "col" }, t(name)))));
  const bodies = profiles.map((profile) => {
    const buttons = [];
    if (profile.card === "disabled") buttons.push(profileButton(profile, "enable", null));
    if (profile.card === "enabled") buttons.push(profileButton(profile, "disable", null));
    if (profile.operator !== null) buttons.push(profileButton(profile, "contract", null));
    if (profile.card === "enabled" || profile.card === "disabled") buttons.push(profileButton(profile, "delete", "danger"));
    const told = (id, value, looks) =>
      value === null ? chip(t("not-there"), "unknown") : chip(t(id), looks[value] ?? "unknown");
    const diagnosis = profile.diagnosis;
    const about = [profile.provider, ...profile.rules, profile.expendable ? null : t("protected")].filter(Boolean).join(" · ");
    return make("tbody", { class: profile.card, "data-iccid": profile.iccid },
      make("tr", {},
        make("td", {},
          make("span", { class: "who" }, profile.title),
          make("span", { class: "sub" }, about),
          make("span", { class: "sub digits" }, profile.iccid)),
        make("td", { "data-name": t("card") }, chip(t(`state-${profile.card}`), CARD_LOOKS[profile.card])),
        make("td", { "data-name": t("smdp") }, told(`smdp-${profile.smdp}`, profile.smdp, SMDP_LOOKS)),
        make("td", { "data-name": t("operator"), title: profile.operator_name }, told(`operator-${profile.operator}`, profile.operator, SERVICE_LOOKS)),
        make("td", {}, make("div", { class: "buttons" }, ...buttons))),
      make("tr", { class: `diagnosis ${diagnosis.severity}` },
        make("td", { colspan: 5 }, make("p", {},
          make("span", { class: "mark", role: "img", "aria-label": t(`severity-${diagnosis.severity}`) }, MARKS[diagnosis.severity]),
          t(`diagnosis-${diagnosis.id}`)))));
  });
  fill(place, make("table", { "aria-labelledby": "profiles-title" }, head, ...bodies));
}

// ---- the notifications ----

function showNotifications(notifications) {
  const place = $("notification-rows");
  $("deliver-all").hidden = notifications.length === 0;
  if (notifications.length === 0) return fill(place, make("p", { class: "empty" }, t("no-notifications")));
  const names = ["number", "event", "profile", "address", "actions"];
  const rows = notifications.map((waiting) =>
    make("tbody", {}, make("tr", {},
      make("td", { "data-name": t("number") }, String(waiting.number)),
      make("td", { "data-name": t("event") }, has(`event-${waiting.event}`) ? t(`event-${waiting.event}`) : waiting.event),
      make("td", { "data-name": t("profile") }, waiting.name ?? waiting.iccid ?? t("none")),
      make("td", { "data-name": t("address") }, waiting.address),
      make("td", {}, make("div", { class: "buttons" }, make("button", {
        type: "button", "data-act": "deliver", "data-number": waiting.number, "data-key": `deliver-${waiting.number}`,
        "aria-label": t("deliver-one", { number: waiting.number }), disabled: page.acting,
      }, t("deliver")))))));
  fill(place, make("table", { "aria-labelledby": "notifications-title" },
    make("thead", {}, make("tr", {}, ...names.map((name) => make("th", { scope: "col" }, t(name))))), ...rows));
}

function showCalendar(operator) {
  $("calendar").hidden = operator.today === null;
  $("today").textContent = operator.today ?? "";
}

function show(state) {
  page.state = state;
  showCalendar(state.operator);
  showDevice(state.device);
  showProfiles(state.profiles);
  showNotifications(state.notifications);
}

// ---- what happens ----

function time(at) {
  return new Date(at).toLocaleTimeString("en-GB", { hour12: false });
}

function entryNode(entry) {
  const good = entry.good ? "" : " wrong";
  const sign = { command: "› ", answer: "‹ " }[entry.kind] ?? "";
  const what = make("span", { class: "what" }, sign + entry.title);
  if (entry.result) what.append(make("span", { class: "result" }, ` — ${entry.result}`));
  const parts = [
    make("time", { datetime: entry.at }, time(entry.at)),
    make("span", { class: "origin" }, t(`origin-${entry.origin}`)),
    what,
  ];
  const row = make("li", { class: `${entry.kind}${good}`, "data-detail": entry.detail ? "yes" : null });
  if (entry.text) {
    row.append(make("details", {}, make("summary", { class: "line" }, ...parts), make("pre", {}, entry.text.trimEnd())));
  } else {
    row.append(make("div", { class: "line" }, ...parts));
  }
  return row;
}

function addToLog(nodes) {
  const log = $("log");
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  log.append(...nodes);
  while (log.childElementCount > MOST_ENTRIES) log.firstElementChild.remove();
  $("log-empty").hidden = log.childElementCount > 0;
  if (atEnd) log.scrollTop = log.scrollHeight;
}

function entryCame(entry) {
  if (entry.detail && !$("everything").checked) return;
  if (page.paused) {
    page.waiting.push(entry);
    if (page.waiting.length > MOST_ENTRIES) page.waiting.shift();
    $("pause").textContent = `${t("go-on")} (${t("waiting-entries", { count: page.waiting.length })})`;
    return;
  }
  addToLog([entryNode(entry)]);
}

async function reloadLog() {
  const answer = await fetch("/api/exchange");
  if (!answer.ok) return;
  const entries = await answer.json();
  $("log").replaceChildren();
  page.waiting = [];
  addToLog(entries.filter((entry) => !entry.detail || $("everything").checked).slice(-MOST_ENTRIES).map(entryNode));
  $("log").scrollTop = $("log").scrollHeight;
}

function follow() {
  const events = new EventSource("/api/events");
  let seen = 0;
  events.addEventListener("open", () => { $("offline").hidden = true; });
  events.addEventListener("error", () => { $("offline").hidden = false; });
  events.addEventListener("state", (event) => show(JSON.parse(event.data)));
  events.addEventListener("exchange", (event) => {
    const entry = JSON.parse(event.data);
    // A lab that was started anew counts from 1 again.
    if (entry.number <= seen && entry.number > 1) return;
    seen = entry.number;
    entryCame(entry);
  });
  events.addEventListener("missed", (event) =>
    addToLog([make("li", { class: "missed" }, t("missed", { count: event.data }))]));
}

// ---- actions ----

function tell(text, look) {
  const outcome = $("outcome");
  const bad = look === "bad";
  outcome.className = `outcome ${look}`;
  outcome.setAttribute("role", bad ? "alert" : "status");
  $("outcome-text").textContent = text;
  outcome.hidden = false;
}

function setActing(acting) {
  page.acting = acting;
  for (const button of document.querySelectorAll("button[data-act]")) button.disabled = acting;
}

async function loadSession() {
  const answer = await fetch("/api/session");
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const session = await answer.json();
  page.token = session.token;
  return session;
}

async function post(path, body) {
  const send = () => fetch(path, {
    method: "POST",
    headers: { "x-signoff-token": page.token, "content-type": "application/json" },
    body: body === undefined ? "" : JSON.stringify(body),
  });
  let answer = await send();
  let content = await answer.json();
  if (answer.status === 403 && content.error?.code === "no-token") {
    // The lab was started anew.
    await loadSession();
    answer = await send();
    content = await answer.json();
  }
  return { ok: answer.ok, content };
}

async function act(path, body) {
  if (page.acting) return;
  setActing(true);
  tell(t("doing"), "busy");
  try {
    const { ok, content } = await post(path, body);
    if (ok) {
      show(content.state);
      if (content.done.quote) {
        $("outcome").hidden = true;
        showContract(content.done.quote);
      } else {
        tell(t(`done-${content.done.id}`, content.done.values), "good");
      }
    } else {
      const id = `error-${content.error.code}`;
      const more = (content.error.deliveries ?? []).filter((one) => one.outcome !== "acknowledged");
      const message = [content.error.message, ...more.map((one) => `${one.address}: ${one.detail}`)].join(" · ");
      tell(t(has(id) ? id : "error-other", { message }), "bad");
    }
  } catch {
    tell(t("error-offline"), "bad");
  } finally {
    setActing(false);
  }
}

// ---- the contract ----

function money(amount) {
  const number = Number(amount.value);
  return new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: amount.unit }).format(number);
}

function showContract(quote) {
  const profile = page.state.profiles.find((one) => one.iccid === quote.iccid);
  const fact = (id, value, total) => value === null ? null :
    make("div", { class: total ? "total" : null }, make("dt", {}, t(id)), make("dd", {}, value));
  const sum = (id, amount, total) => amount === null || (Number(amount.value) === 0 && !total) ? null : fact(id, money(amount), total);
  $("contract-title").textContent = t("contract-title", { profile: profile?.title ?? quote.iccid });
  $("contract-about").textContent = t("contract-about", { operator: profile?.operator_name ?? "" });
  const porting = quote.porting && make("div", {},
    make("dt", {}, t("contract-porting", { recipient: quote.porting.recipient })), make("dd", {}, quote.porting.date));
  $("contract-sums").replaceChildren(...[
    fact("contract-status", t(`operator-${quote.status}`)),
    fact("contract-earliest", quote.earliest),
    fact("contract-term", quote.term_ends),
    fact("contract-free", quote.free_from),
    sum("contract-fee", quote.early_termination_fee),
    sum("contract-device", quote.device_residual),
    sum("contract-bills", quote.open_bills),
    sum("contract-total", quote.total, true),
    fact("contract-data", quote.unused_data_mb === null ? null : `${quote.unused_data_mb} MB`),
    sum("contract-credit", quote.lost_credit),
    porting,
  ].filter(Boolean));
  const terminate = $("contract-terminate");
  terminate.hidden = quote.status !== "active";
  terminate.textContent = t("contract-terminate", { day: quote.effective });
  terminate.dataset.iccid = quote.iccid;
  $("contract-dialog").showModal();
}

$("contract-close").addEventListener("click", () => $("contract-dialog").close());
$("contract-terminate").addEventListener("click", () => {
  const { iccid } = $("contract-terminate").dataset;
  $("contract-dialog").close();
  act(`/api/operator/lines/${iccid}/terminate`, { confirm: iccid });
});

function askToDelete(profile, opener) {
  page.deleting = { profile, opener };
  $("delete-title").textContent = t("delete-title", { profile: profile.title });
  $("delete-label").textContent = t("delete-type", { iccid: profile.iccid });
  $("delete-digits").value = "";
  $("delete-now").disabled = true;
  $("delete-dialog").showModal();
  $("delete-digits").focus();
}

const ACTIONS = {
  restart: () => act("/api/device/restart"),
  reset: () => act("/api/device/reset"),
  "cut-now": () => act("/api/device/power-cut", { at: "now" }),
  "cut-write": () => act("/api/device/power-cut", { at: "next-write" }),
  enable: (button) => act(`/api/profiles/${button.dataset.iccid}/enable`),
  disable: (button) => act(`/api/profiles/${button.dataset.iccid}/disable`),
  delete: (button) => {
    const profile = page.state?.profiles.find((one) => one.iccid === button.dataset.iccid);
    if (profile) askToDelete(profile, button);
  },
  contract: (button) => act(`/api/operator/lines/${button.dataset.iccid}/quote`),
  advance: (button) => act("/api/operator/advance", { days: Number(button.dataset.days) }),
  deliver: (button) => act("/api/notifications/deliver", button.dataset.number === undefined ? {} : { numbers: [Number(button.dataset.number)] }),
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-act]");
  if (button && !button.disabled) ACTIONS[button.dataset.act]?.(button);
});
$("dismiss").addEventListener("click", () => { $("outcome").hidden = true; });
$("delete-digits").addEventListener("input", () => {
  const typed = $("delete-digits").value;
  $("delete-now").disabled = !page.deleting?.profile.iccid.endsWith(typed) || typed.length !== 4;
});
$("delete-cancel").addEventListener("click", () => $("delete-dialog").close("cancel"));
$("delete-form").addEventListener("submit", (event) => {
  if ($("delete-now").disabled) event.preventDefault();
});
$("delete-dialog").addEventListener("close", () => {
  const { profile } = page.deleting ?? {};
  const confirmed = $("delete-dialog").returnValue === "delete";
  page.deleting = null;
  $("delete-dialog").returnValue = "";
  if (profile && confirmed) {
    $("profiles").focus({ preventScroll: true });
    act(`/api/profiles/${profile.iccid}/delete`, { confirm: $("delete-digits").value });
  }
});
$("everything").addEventListener("change", reloadLog);
$("clear").addEventListener("click", () => {
  $("log").replaceChildren();
  $("log-empty").hidden = false;
});
$("pause").addEventListener("click", () => {
  page.paused = !page.paused;
  $("pause").setAttribute("aria-pressed", String(page.paused));
  $("pause").textContent = t(page.paused ? "go-on" : "pause");
  if (!page.paused) addToLog(page.waiting.splice(0).map(entryNode));
});

function showCommands(commands) {
  $("commands").replaceChildren(...commands.map((command) => {
    const button = make("button", { type: "button", "aria-label": `${t("copy")}: ${command}` }, t("copy"));
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(command);
        button.textContent = t("copied");
        setTimeout(() => { button.textContent = t("copy"); }, 1500);
      } catch {
        getSelection()?.selectAllChildren(button.previousElementSibling);
      }
    });
    return make("li", {}, make("code", {}, command), button);
  }));
}

async function start() {
  const asked = new URLSearchParams(location.search).get("lang");
  const session = await loadSession();
  const answer = await fetch(`/api/texts?lang=${encodeURIComponent(asked ?? session.language)}`);
  const catalogue = await answer.json();
  page.texts = catalogue.texts;
  document.documentElement.lang = catalogue.language;
  for (const link of document.querySelectorAll(".languages a")) {
    if (link.lang === catalogue.language) link.setAttribute("aria-current", "true");
  }
  translate();
  showCommands(session.commands);
  follow();
}

start().catch(() => { $("offline").hidden = false; setTimeout(() => location.reload(), 3000); });
