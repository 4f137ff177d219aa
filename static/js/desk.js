/*
 * desk: what makes the pages faster. Every page works without it.
 *
 * - Badges tick from the server's time and stand still in closed hours.
 * - A form is sent once, however often it is clicked.
 * - What is chosen of a ticket's properties is saved as it is chosen.
 * - Leaving a page with unsent text asks first.
 * - Keys: ? j k o r n a t s e /. Their list has a switch to turn them off.
 * - Menus close when one goes on, links are copied, the rail shows where we are.
 */
const all = (what, where = document) => [...where.querySelectorAll(what)];
const one = (what) => document.querySelector(what);
const { serverNow: served, ...words } = document.body.dataset;
document.documentElement.dataset.script = "";

/* ---- Time ---- */

const lead = served - Date.now() / 1000;

/* "1 h 20 m"; days only where a day has 24 hours. */
function duration(seconds, days) {
	const s = Math.floor(Math.abs(seconds));
	const d = days ? Math.floor(s / 86400) : 0;
	const h = Math.floor(s / 3600) - d * 24;
	const m = Math.floor(s / 60) % 60;
	const parts = d ? [[d, words.wordDay], [h, words.wordHour]]
		: h || m ? [[h, words.wordHour], [m, words.wordMinute]]
		: [[s, words.wordSecond]];
	return parts.filter(([n]) => n || parts.length === 1)
		.map((part) => part.join(" ")).join(" ");
}

function badge(element) {
	const { due, left, target, open } = element.dataset;
	const time = element.querySelector(".badge__time");
	const use = element.querySelector("use");
	const windows = open && open.split(";").map((w) => w.split(","));
	let tone = element.className.replace(/.*badge--/, "");

	if (open === "0,0") /* it stands still */
		return () => {};

	function turn(to) {
		element.classList.replace("badge--" + tone, "badge--" + to);
		use.setAttribute("href",
			use.getAttribute("href").replace(/#.*/, "#" + to));
		if (to === "overdue")
			time.parentNode.replaceChildren(words.wordOverdue + " ", time);
		tone = to;
	}

	return (now) => {
		const gone = !windows ? now - served : windows.reduce((sum, [a, b]) =>
			sum + Math.max(0, Math.min(b, now) - Math.max(a, served)), 0);
		const rest = left - gone;
		const to = now > due ? "overdue"
			: rest * 10 <= target || rest <= 900 ? "urgent"
			: rest * 4 <= target ? "soon" : "calm";
		/* Nothing over yet in open hours: then since when it is late. */
		const text = to === "overdue" && rest > -60
			? duration(now - due, true) : duration(rest, !windows);

		if (to !== tone)
			turn(to);
		if (time.textContent !== text)
			time.textContent = text;
	};
}

const badges = all(".badge[data-due]").map(badge);

function tick() {
	if (!document.hidden)
		badges.forEach((update) => update(Math.floor(Date.now() / 1000 + lead)));
}

setInterval(tick, 1000);
addEventListener("visibilitychange", tick);

/* ---- Forms ---- */

const drafts = all("form[data-draft]");
const unsent = (form) => all("textarea, [type=text]", form)
	.some((field) => field.value !== field.defaultValue && field.value.trim());
let leaving = false;

function sent(form, yes) {
	form.toggleAttribute("data-sent", yes);
	all("[data-once]", form).forEach((button) => yes
		? button.setAttribute("aria-disabled", "true")
		: button.removeAttribute("aria-disabled"));
}

addEventListener("submit", (event) => {
	const form = event.target;
	if (form.method !== "post")
		return;
	if (form.hasAttribute("data-sent"))
		return event.preventDefault();
	leaving = !drafts.some((other) => other !== form && unsent(other));
	sent(form, true);
});

/* What is chosen with a finger or a mouse is saved at once; with keys, which
 * walk over choices, the button comes. */
all("form[data-save]").forEach((form) => {
	let pointed = false;
	form.addEventListener("pointerdown", () => { pointed = true; });
	form.addEventListener("keydown", () => { pointed = false; });
	form.addEventListener("input", () => form.toggleAttribute("data-changed", true));
	form.addEventListener("change", () => {
		form.toggleAttribute("data-changed", true);
		if (pointed)
			form.requestSubmit();
	});
});

/* Back from the next page: the form may be sent again. */
addEventListener("pageshow", () => {
	leaving = false;
	all("[data-sent]").forEach((form) => sent(form, false));
	tick();
});

addEventListener("beforeunload", (event) => {
	if (!leaving && drafts.some(unsent))
		event.preventDefault();
});


/* ---- Menus, rails, links to copy ---- */

const menus = all("details.menu");
const shut = (menu) => { menu.open = false; };

menus.forEach((menu) => menu.addEventListener("focusout", (event) => {
	if (event.relatedTarget && !menu.contains(event.relatedTarget))
		shut(menu);
}));

addEventListener("click", ({ target }) => {
	menus.filter((menu) => !menu.contains(target)).forEach(shut);
});

/* Narrow screens scroll it sideways: to where we are. */
all(".rail, .nav").forEach((rail) => {
	const here = rail.querySelector("[aria-current]")?.getBoundingClientRect();
	if (!here || rail.scrollWidth <= rail.clientWidth)
		return;
	const room = rail.getBoundingClientRect();
	rail.scrollLeft += (here.left + here.right - room.left - room.right) / 2;
});

all("[data-copy]").forEach((button) => {
	const from = button.parentNode.querySelector("[data-copy-from]");
	button.addEventListener("click", async () => {
		from.select();
		await navigator.clipboard.writeText(from.value);
		button.textContent = button.dataset.wordCopied;
	});
});

/* ---- Keys and rows ---- */

const rows = all("[data-row]");
const link = (row) => row?.querySelector("a");
const current = () => rows.find((row) => row.contains(document.activeElement));

/* In a list from row to row, on a ticket's page from ticket to ticket. */
function move(step) {
	if (!rows.length)
		return one(step > 0 ? "[data-next]" : "[data-previous]")?.click();
	const at = rows.indexOf(current());
	const to = rows[at < 0 ? 0 : at + step];
	link(to)?.focus({ preventScroll: true });
	to?.scrollIntoView({ block: "nearest" });
}

function write(mode) {
	const tab = one(`[data-mode=${mode}]`);
	if (tab)
		tab.checked = true;
	one(`[data-write=${mode}]`)?.focus();
}

/* Sends what is written; where nothing is, begins to write. */
function answer() {
	const text = one("[data-write=reply]");
	const button = one("[name=then][value=resolve]");
	if (!text?.value.trim() || !button)
		return write("reply");
	text.form.requestSubmit(button);
}

const focus = (what) => one(what)?.focus();

const keys = {
	"?": () => one("#keys").showModal(),
	j: () => move(1),
	k: () => move(-1),
	o: () => link(current())?.click(),
	r: () => write("reply"),
	n: () => write("note"),
	a: () => focus(".ticket #agent"),
	t: () => focus(".ticket #add"),
	s: () => focus(".acts :is(summary, button)"),
	e: answer,
	"/": () => focus(one("main [type=search]") ? "main [type=search]" : ".find__input"),
};

one("[data-keys]")?.addEventListener("click", keys["?"]);
all("[data-focus]").find((place) => !place.closest("[data-still]"))?.focus();

const toggle = one("#keys-on");
try {
	toggle.checked = localStorage.keys !== "off";
	toggle.onchange = () => { localStorage.keys = toggle.checked ? "on" : "off"; };
} catch {
	/* The browser keeps nothing: the keys are on. */
}

addEventListener("keydown", (event) => {
	const { key, target, ctrlKey, metaKey, altKey } = event;
	if (key === "Escape") {
		const menu = menus.find((one) => one.open);
		if (menu?.contains(target))
			menu.querySelector("summary").focus();
		menus.forEach(shut);
	}
	if (ctrlKey || metaKey || altKey || event.repeat && key === "e" || !toggle.checked ||
	    !Object.hasOwn(keys, key) ||
	    target.closest("input:not([type=radio]), textarea, select, dialog"))
		return;
	event.preventDefault();
	keys[key]();
});

addEventListener("click", ({ target }) => {
	/* A row is one big link, its badge included. */
	if (!target.closest("a") && !getSelection().toString())
		link(target.closest("[data-row]"))?.click();
});

/* ---- Suggestions: what begins as typed, into the list of the input ------- */

all("[data-suggest]").forEach((input) => {
	let wait = 0, asked = "";

	const option = ({ name, company, email }) => email === undefined ? new Option(name, name) :
		new Option([name, company].filter(Boolean).join(", "), email);
	const show = (found) => {
		input.list.replaceChildren(...found.filter((one) => one.email !== "").map(option));
	};
	const ask = async () => {
		const typed = input.value.trim();

		if (typed.length < 2 || typed === asked) return;
		asked = typed;
		try {
			const url = new URL(input.dataset.suggest, location);
			url.searchParams.set("q", typed);
			const answer = await fetch(url);

			if (answer.ok && asked === typed) show(await answer.json());
		} catch { /* without them the form works as well */ }
	};
	input.addEventListener("input", () => {
		clearTimeout(wait);
		wait = setTimeout(ask, 150);
	});
});
