/*
 * desk: what makes the pages faster. Every page works without it.
 *
 * - Badges tick from the server's time and stand still in closed hours.
 * - A form is sent once, however often it is clicked.
 * - Keys: ? j k o r n. Off with localStorage "keys" = "off".
 * - Leaving a page with unsent text asks first.
 */
const body = document.body;
document.documentElement.dataset.script = "";

/* ---- Time ---- */

const serverNow = Number(body.dataset.serverNow);
const lead = serverNow - Date.now() / 1000;
const now = () => Date.now() / 1000 + lead;
const word = (name) => body.dataset["word" + name];

/* "1 h 20 m"; days only where a day has 24 hours. */
function duration(seconds, days) {
	const s = Math.floor(Math.abs(seconds));
	const d = days ? Math.floor(s / 86400) : 0;
	const h = Math.floor((s - d * 86400) / 3600);
	const m = Math.floor(s / 60) % 60;
	const part = (n, unit) => (n ? `${n} ${word(unit)}` : "");
	const two = d ? [part(d, "Day"), part(h, "Hour")]
		: h ? [part(h, "Hour"), part(m, "Minute")]
		: m ? [part(m, "Minute")] : [`${s} ${word("Second")}`];
	return two.filter(Boolean).join(" ");
}

/* Seconds of the open windows that passed between two instants. */
function open(windows, from, until) {
	return windows.reduce((sum, [a, b]) =>
		sum + Math.max(0, Math.min(b, until) - Math.max(a, from)), 0);
}

const tones = ["calm", "soon", "urgent", "overdue"];

class Badge {
	constructor(element) {
		const { due, left, target, open: hours } = element.dataset;
		this.element = element;
		this.text = element.lastElementChild;
		this.time = element.querySelector(".badge__time");
		this.use = element.querySelector("use");
		this.due = Number(due);
		this.left = Number(left);
		this.target = Number(target);
		this.windows = hours && hours.split(";").map((w) => w.split(",").map(Number));
		this.tone = tones.find((t) => element.classList.contains("badge--" + t));
	}

	tick(at) {
		const gone = this.windows
			? open(this.windows, serverNow, at) : at - serverNow;
		const left = this.left - gone;
		const tone = at > this.due ? "overdue"
			: left * 10 <= this.target || left <= 900 ? "urgent"
			: left * 4 <= this.target ? "soon" : "calm";
		const text = duration(left, !this.windows);

		if (tone !== this.tone)
			this.turn(tone);
		if (this.time.textContent !== text)
			this.time.textContent = text;
	}

	turn(tone) {
		this.element.classList.replace("badge--" + this.tone, "badge--" + tone);
		this.use.setAttribute("href",
			this.use.getAttribute("href").replace(/#.*/, "#" + tone));
		if (tone === "overdue")
			this.text.replaceChildren(word("Overdue") + " ", this.time);
		this.tone = tone;
	}
}

const badges = [...document.querySelectorAll(".badge[data-due]")]
	.map((element) => new Badge(element));

function tick() {
	if (!document.hidden)
		badges.forEach((badge) => badge.tick(now()));
}

if (badges.length && serverNow) {
	setInterval(tick, 1000);
	document.addEventListener("visibilitychange", tick);
	addEventListener("pageshow", tick);
}

/* ---- Forms ---- */

const drafts = [...document.querySelectorAll("form[data-draft]")];
const unsent = (form) => [...form.querySelectorAll("textarea, input[type=text]")]
	.some((field) => field.value !== field.defaultValue && field.value.trim());
let leaving = false;

document.addEventListener("submit", (event) => {
	const form = event.target;
	if (form.method !== "post")
		return;
	if (form.dataset.sent) {
		event.preventDefault();
		return;
	}
	form.dataset.sent = "yes";
	leaving = !drafts.some((other) => other !== form && unsent(other));
	form.querySelectorAll("[data-once]").forEach((button) =>
		button.setAttribute("aria-disabled", "true"));
});

/* Back from the next page: the form may be sent again. */
addEventListener("pageshow", () => {
	leaving = false;
	document.querySelectorAll("form[data-sent]").forEach((form) => {
		delete form.dataset.sent;
		form.querySelectorAll("[data-once]").forEach((button) =>
			button.removeAttribute("aria-disabled"));
	});
});

addEventListener("beforeunload", (event) => {
	if (!leaving && drafts.some(unsent))
		event.preventDefault();
});

document.querySelector("[data-focus]")?.focus();

/* The menu closes like one. */
const menu = document.querySelector(".menu");
document.addEventListener("click", (event) => {
	if (menu?.open && !menu.contains(event.target))
		menu.open = false;
});

/* ---- Keys ---- */

const rows = [...document.querySelectorAll("[data-row]")];
const link = (row) => row.querySelector("a");

function move(step) {
	const at = rows.findIndex((row) => row.contains(document.activeElement));
	const to = rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + step))];
	if (to) {
		link(to).focus({ preventScroll: true });
		to.scrollIntoView({ block: "nearest" });
	}
}

function write(mode) {
	const field = document.querySelector(`[data-key="${mode}"]`);
	const tab = document.querySelector(`[data-mode="${mode === "r" ? "reply" : "note"}"]`);
	if (tab)
		tab.checked = true;
	field?.focus();
}

const keys = {
	"?": () => document.getElementById("keys").showModal(),
	j: () => move(1),
	k: () => move(-1),
	o: () => rows.find((row) => row.contains(document.activeElement)) &&
		link(rows.find((row) => row.contains(document.activeElement))).click(),
	r: () => write("r"),
	n: () => write("n"),
};

document.addEventListener("keydown", (event) => {
	const typing = event.target.closest("input, textarea, select, dialog");
	if (event.key === "Escape" && menu?.open) {
		menu.open = false;
		menu.querySelector("summary").focus();
	}
	if (typing || event.ctrlKey || event.metaKey || event.altKey ||
	    !Object.hasOwn(keys, event.key) || localStorage.keys === "off")
		return;
	event.preventDefault();
	keys[event.key]();
});
