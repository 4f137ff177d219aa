/*
 * rules: what makes the pages of rules faster. Each works without it.
 *
 * - Inputs come and go, and matching tickets are shown, without leaving the
 *   page: the form is sent as its buttons would, and what comes back stands
 *   in its place.
 * - Rules are put in order by dragging them, or by Alt and the arrow keys.
 * - Of several tags the last one is completed.
 */
const all = (what, where = document) => [...where.querySelectorAll(what)];
const page = () => document.querySelector("main .page");

/* ---- The form ---- */

/* The inputs that are new are where one goes on. */
function focusAfter(button, before) {
	const added = all("#rule :is(select, input, textarea)[id]")
		.find((one) => !before.has(one.id));
	const deed = button?.value ?? "";
	const place = deed === "look" ? "#looked" : deed === "try" ? "#tried" : null;

	if (place && document.querySelector(place)) {
		document.querySelector(place).scrollIntoView({ block: "nearest" });
		return document.getElementById(`deed-${deed}`)?.focus({ preventScroll: true });
	}
	if (document.querySelector(".errors"))
		return document.querySelector(".errors").scrollIntoView({ block: "nearest" });
	(added ?? document.getElementById(button?.id) ?? document.getElementById(
		/^undo/.test(deed) ? "add-deed" : "add-group"))?.focus();
}

let round = 0;

/* Send it and show what comes back; false: the browser may do it. */
async function turn(form, button) {
	const mine = ++round;
	const sent = new URLSearchParams(new FormData(form));
	const before = new Set(all("#rule [id]").map((one) => one.id));

	sent.set("deed", button?.value ?? "show");
	form.setAttribute("aria-busy", "true");
	try {
		const answer = await fetch(form.action, { method: "POST", body: sent });
		const text = await answer.text();
		const other = new DOMParser().parseFromString(text, "text/html").querySelector("main .page");

		if (mine !== round)
			return;
		if (!other?.querySelector("#rule"))
			throw answer;
		page().replaceChildren(...other.childNodes);
		ready();
		focusAfter(button, before);
	} catch {
		form.removeAttribute("aria-busy");
		form.dataset.plain = "";
		form.requestSubmit(button);
	}
}

addEventListener("submit", (event) => {
	const { target: form, submitter } = event;

	if (form.id !== "rule" || "plain" in form.dataset || !submitter || submitter.value === "save")
		return;
	event.preventDefault();
	event.stopImmediatePropagation();
	turn(form, submitter);
}, true);

/* Another field, operator or action has other inputs. */
addEventListener("change", ({ target }) => {
	if (target.closest("#rule") && target.matches("[data-turn]"))
		turn(target.form, { id: target.id, value: "show" });
});

/* In the line of a ticket's code Enter tries it. */
addEventListener("keydown", (event) => {
	if (event.key !== "Enter" || event.target.id !== "code")
		return;
	event.preventDefault();
	document.getElementById("deed-try")?.click();
});

/* ---- Tags ---- */

let tags = [];

addEventListener("input", ({ target }) => {
	const list = document.getElementById("tags-list");

	if (!target.matches("[data-many]") || !list)
		return;
	const before = target.value.replace(/[^,]*$/, "").replace(/,\s*$/, ", ");
	list.replaceChildren(...tags.map((tag) => new Option(tag, before + tag)));
});

/* ---- Order ---- */

let dragged = null;

const rows = (list) => all("[data-rule]", list);

/* It goes where it was let go; the page comes back in the new order. */
function drop(list) {
	const form = dragged.querySelector("[data-move]");
	const place = document.createElement("input");

	place.type = "hidden";
	place.name = "place";
	place.value = rows(list).indexOf(dragged) + 1;
	form.append(place);
	form.requestSubmit();
}

function order(list) {
	const was = rows(list);

	was.forEach((row) => { row.draggable = !!row.querySelector("[data-move]"); });
	list.addEventListener("dragstart", (event) => {
		dragged = event.target.closest("[data-rule]");
		event.dataTransfer.effectAllowed = "move";
		event.dataTransfer.setData("text/plain", dragged?.dataset.rule ?? "");
		dragged?.classList.add("rules__row--dragged");
	});
	list.addEventListener("dragover", (event) => {
		const over = event.target.closest("[data-rule]");

		if (!dragged)
			return;
		event.preventDefault();
		if (!over || over === dragged)
			return;
		const half = over.getBoundingClientRect();
		over[event.clientY < half.top + half.height / 2 ? "before" : "after"](dragged);
	});
	list.addEventListener("drop", (event) => {
		if (!dragged)
			return;
		event.preventDefault();
		if (rows(list).some((row, i) => row !== was[i]))
			drop(list);
	});
	list.addEventListener("dragend", (event) => {
		dragged?.classList.remove("rules__row--dragged");
		if (event.dataTransfer.dropEffect === "none")
			list.append(...was);
		dragged = null;
	});
	list.addEventListener("keydown", (event) => {
		const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];

		if (!event.altKey || !way)
			return;
		event.preventDefault();
		event.target.closest("[data-rule]")?.querySelector(`[name=way][value=${way}]:enabled`)?.click();
	});
}

function ready() {
	tags = all("#tags-list option").map((one) => one.value);
}

ready();
all("[data-rules]").forEach(order);
