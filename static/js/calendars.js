/*
 * calendars: the editor of business hours, faster. Every part of it is a plain
 * field that works without this.
 *
 * - The week is a grid that is painted: with a mouse, a finger, or the keys
 *   (arrows, Shift+arrows, Space; Delete closes). It and the fields of the days
 *   are two views of the same hours.
 * - Days off and special hours, a line each in a field, are rows to fill in.
 * - What the draft does is worked out by the desk while one types.
 */
const form = document.querySelector("[data-calendar]");
const all = (what, where = form) => [...where.querySelectorAll(what)];
const DAY = 1440, WEEK = 7 * DAY, CELL = 15, CELLS = DAY / CELL;

function make(tag, attributes = {}, ...inside) {
	const e = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes))
		if (value !== false)
			e.setAttribute(name, value === true ? "" : value);
	e.append(...inside);
	return e;
}

const two = (n) => String(n).padStart(2, "0");
const clock = (m) => two(Math.floor(m / 60)) + ":" + two(m % 60);
const ended = (m) => clock(m > DAY ? m - DAY : m);

/* "9", "09:00"; null: none. */
function minutes(text) {
	const found = /^(\d{1,2})(?::([0-5]\d))?$/.exec(text.trim());
	const m = found && found[1] * 60 + Number(found[2] || 0);
	return found && m <= 2 * DAY ? m : null;
}

/* The windows of a field; null: they are not to be read. */
function windows(text) {
	const list = [];
	for (const part of text.split(/[,;]/).filter((p) => p.trim())) {
		const ends = part.split(/[-\u2010-\u2015]/).map(minutes);
		if (ends.length !== 2 || ends.includes(null) || ends[0] >= DAY)
			return null;
		if (ends[1] <= ends[0])
			ends[1] += DAY;
		if (ends[1] > ends[0] + DAY)
			return null;
		list.push(ends);
	}
	return list;
}

/* ---- Stretches of a week, in minutes; sorted, none touching the next ---- */

function united(spans) {
	const out = [];
	for (const [a, b] of spans.filter(([from, to]) => from < to).sort((x, y) => x[0] - y[0]))
		if (out.length && a <= out.at(-1)[1])
			out.at(-1)[1] = Math.max(out.at(-1)[1], b);
		else
			out.push([a, b]);
	return out;
}

const without = (spans, [a, b]) => united(spans.flatMap(([from, to]) =>
	[[from, Math.min(to, a)], [Math.max(from, b), to]]));

/* What goes past the end of the week is its beginning. */
const wrapped = ([a, b]) => b <= WEEK ? [[a, b]] : [[a, WEEK], [0, b - WEEK]];

const covered = (spans, a, b) => spans.reduce((sum, [from, to]) =>
	sum + Math.max(0, Math.min(b, to) - Math.max(a, from)), 0);

/* Back to days: what closes after midnight belongs to the evening before. */
function byDay(spans) {
	const days = Array.from({ length: 7 }, (_, d) => spans
		.map(([a, b]) => [Math.max(a - d * DAY, 0), Math.min(b - d * DAY, DAY)])
		.filter(([a, b]) => a < b));
	const taken = Array(7).fill(false);

	for (let d = 0; d < 7; d++) {
		const next = days[(d + 1) % 7], last = days[d].at(-1);
		const first = next[0];

		if (last && first && last[1] === DAY && last[0] > 0 && first[0] === 0 &&
		    first[1] < DAY && first[1] <= last[0]) {
			last[1] = DAY + first[1];
			taken[(d + 1) % 7] = true;
		}
	}
	return days.map((list, d) => (taken[d] ? list.slice(1) : list)
		.map(([a, b]) => clock(a) + "-" + ended(b)).join(", "));
}

/* ---- The grid ---- */

function painter(box, words) {
	const inputs = all("input.weekdays__input");
	const names = inputs.map((input) => form.querySelector(`label[for="${input.id}"]`).textContent.trim());
	const status = make("p", { class: "painter__status", role: "status" });
	const hours = make("div", { class: "painter__hours", "aria-hidden": true });
	const grid = make("div", { class: "painter__grid", role: "grid", "aria-label": words.wordGrid,
		"aria-multiselectable": true, "aria-describedby": "week-hint" });
	let spans = [], at = [0, 36], anchor = null, stroke = null;

	for (let h = 0; h <= 24; h += 3)
		hours.append(make("span", { class: "painter__hour" }, two(h)));
	const cells = names.map((name, d) => {
		const head = make("span", { class: "painter__day", role: "rowheader" }, name.slice(0, 3));
		const row = make("div", { class: "painter__row", role: "row" }, head);
		head.setAttribute("aria-label", name);
		const of = Array.from({ length: CELLS }, (_, c) => make("span", { class: "painter__cell",
			role: "gridcell", tabindex: "-1", "data-d": d, "data-c": c }));
		row.append(...of);
		grid.append(row);
		return of;
	});

	const range = () => {
		const [d, c] = at, [ad, ac] = anchor || at;
		return [Math.min(d, ad), Math.max(d, ad), Math.min(c, ac), Math.max(c, ac)];
	};
	const state = (d, c) => {
		const from = d * DAY + c * CELL, n = covered(spans, from, from + CELL);
		return n === CELL ? "open" : n ? "partly" : "closed";
	};
	const said = { open: words.wordOpen, partly: words.wordPartly, closed: words.wordClosed };

	function draw() {
		const [d1, d2, c1, c2] = range();
		cells.forEach((row, d) => row.forEach((cell, c) => {
			const what = state(d, c);
			const chosen = (anchor || stroke) && d >= d1 && d <= d2 && c >= c1 && c <= c2;
			if (cell.dataset.is !== what) {
				cell.dataset.is = what;
				cell.setAttribute("aria-label", `${names[d]} ${clock(c * CELL)} ${words.wordTo} ${clock((c + 1) * CELL)}, ${said[what]}`);
			}
			cell.setAttribute("aria-selected", chosen ? "true" : "false");
			cell.tabIndex = d === at[0] && c === at[1] ? 0 : -1;
		}));
	}

	function read() {
		const typed = inputs.map((input) => windows(input.value));
		spans = united(typed.flatMap((list, d) => (list || [])
			.flatMap(([a, b]) => wrapped([d * DAY + a, d * DAY + b]))));
		grid.classList.toggle("painter__grid--unsure", typed.includes(null));
		draw();
	}

	/* Open or close what is chosen, in the fields, too. */
	function paint([d1, d2, c1, c2], open) {
		for (let d = d1; d <= d2; d++) {
			const part = [d * DAY + c1 * CELL, d * DAY + (c2 + 1) * CELL];
			spans = open ? united([...spans, part]) : without(spans, part);
		}
		byDay(spans).forEach((text, d) => { inputs[d].value = text; });
		const days = d1 === d2 ? names[d1] : `${names[d1]} ${words.wordTo} ${names[d2]}`;
		status.textContent = `${days} ${clock(c1 * CELL)} ${words.wordTo} ${clock((c2 + 1) * CELL)}: ${open ? words.wordOpen : words.wordClosed}`;
		inputs[d1].dispatchEvent(new Event("input", { bubbles: true }));
	}

	const spot = (cell) => [Number(cell.dataset.d), Number(cell.dataset.c)];
	const opens = ([d1, d2, c1, c2]) => {
		for (let d = d1; d <= d2; d++)
			for (let c = c1; c <= c2; c++)
				if (state(d, c) !== "open")
					return true;
		return false;
	};

	function under(event) {
		const found = document.elementFromPoint(event.clientX, event.clientY)?.closest(".painter__cell");
		return found && grid.contains(found) ? found : null;
	}

	grid.addEventListener("pointerdown", (event) => {
		const cell = event.target.closest(".painter__cell");
		if (!cell || event.button !== 0)
			return;
		event.preventDefault();
		at = spot(cell);
		anchor = at;
		stroke = { open: state(...at) !== "open" };
		grid.dataset.stroke = stroke.open ? "open" : "closed";
		grid.setPointerCapture(event.pointerId);
		draw();
		cell.focus({ preventScroll: true });
	});
	grid.addEventListener("pointermove", (event) => {
		const cell = stroke && under(event);
		if (!cell)
			return;
		at = spot(cell);
		draw();
	});
	function finish(done) {
		const what = range(), open = stroke?.open;
		const was = stroke;
		stroke = anchor = null;
		delete grid.dataset.stroke;
		if (was && done)
			paint(what, open);
		draw();
	}
	grid.addEventListener("pointerup", () => stroke && finish(true));
	grid.addEventListener("pointercancel", () => finish(false));

	grid.addEventListener("keydown", (event) => {
		const turned = grid.clientHeight > grid.clientWidth; /* days stand beside each other */
		const back = document.dir === "rtl" ? 1 : -1;
		const steps = turned
			? { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [back, 0], ArrowRight: [-back, 0] }
			: { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, back], ArrowRight: [0, -back] };
		const far = { Home: [0, -CELLS], End: [0, CELLS], PageUp: [0, -4], PageDown: [0, 4] };
		const step = steps[event.key] || far[event.key];
		const bound = (n, most) => Math.max(0, Math.min(most, n));

		if (event.ctrlKey || event.altKey || event.metaKey)
			return;
		if (step) {
			anchor = event.shiftKey ? anchor || at : null;
			at = [bound(at[0] + step[0], 6), bound(at[1] + step[1], CELLS - 1)];
		} else if (event.key === " " || event.key === "Enter") {
			paint(range(), opens(range()));
		} else if (event.key === "Delete" || event.key === "Backspace") {
			paint(range(), false);
		} else if (event.key === "Escape" && anchor) {
			anchor = null;
		} else {
			return;
		}
		event.preventDefault();
		event.stopPropagation();
		draw();
		cells[at[0]][at[1]].focus();
	});
	grid.addEventListener("focusin", ({ target }) => {
		if (target.matches(".painter__cell") && !stroke && !anchor) {
			at = spot(target);
			draw();
		}
	});
	inputs.forEach((input) => input.addEventListener("input", read));
	box.append(hours, grid, status);
	box.hidden = false;
	read();
	return read;
}

/* ---- Lines as rows ---- */

const DATE = /^(\d{4}-\d{2}-\d{2})(\*?)(?:\s+|$)(.*)$/;
const SPAN = /^(\d{1,2}(?::\d{2})?\s*[-\u2010-\u2015]\s*\d{1,2}(?::\d{2})?)(?:\s+|$)(.*)$/;

/* What a line says, or null. */
function parsed(line, special) {
	const found = DATE.exec(line.trim());
	if (!found)
		return null;
	const [, date, star, rest] = found;
	if (special)
		return { date, hours: rest.trim(), name: "", shift: false };
	const span = SPAN.exec(rest);
	return { date, shift: star !== "", hours: span ? span[1] : "", name: (span ? span[2] : rest).trim() };
}

/* A name that looks like hours is told apart by the hours before it. */
function written(row, special) {
	const hours = row.hours.trim() || (!special && /^\d/.test(row.name) ? "00:00-24:00" : "");
	return (row.date + (row.shift ? "*" : "") + (hours ? " " + hours : "") +
		(row.name && !special ? " " + row.name.trim() : "")).trim();
}

const ROWS = 300; /* so many are rows; more stay lines */

function rows(area, words) {
	const special = area.dataset.lines === "special";
	const lines = area.value.split("\n").filter((line) => line.trim());
	const bad = Number(area.dataset.bad);
	const read = lines.map((line) => parsed(line, special));

	if (lines.length > ROWS || read.includes(null))
		return;
	const list = make("ul", { class: "lines" });
	const add = make("button", { class: "button", type: "button" },
		special ? words.wordAddSpecial : words.wordAddDay);
	const write = () => {
		area.value = all(".lines__row", list).map((row) => {
			const [date, hours, name, shift] = all("input", row);
			return written({ date: date.value, hours: hours.value,
				name: name?.value || "", shift: shift?.checked || false }, special);
		}).filter((line) => line).join("\n");
		area.dispatchEvent(new Event("input", { bubbles: true }));
	};

	function append(row, wrong) {
		const field = (label, input) => make("label", { class: "lines__field" },
			make("span", { class: "lines__label" }, label), input);
		const item = make("li", { class: "lines__row" });
		const remove = make("button", { class: "button button--quiet lines__remove", type: "button" }, "×");

		item.append(field(words.wordDate, make("input", { class: "input", type: "date",
			min: "1900-01-01", max: "2399-12-31", value: row.date, "aria-invalid": wrong })),
		field(special ? words.wordHours : words.wordClosedHours, make("input", { class: "input", type: "text",
			value: row.hours, placeholder: special ? words.wordClosed : words.wordAllDay,
			autocomplete: "off", spellcheck: "false", "aria-invalid": wrong })));
		if (!special) {
			item.append(field(words.wordName, make("input", { class: "input", type: "text", dir: "auto",
				value: row.name, maxlength: 100, autocomplete: "off" })));
			item.append(make("label", { class: "lines__field lines__shift" },
				make("input", { type: "checkbox", checked: row.shift }),
				make("span", { class: "lines__label" }, words.wordShift)));
		}
		remove.setAttribute("aria-label", `${words.wordRemove} ${row.date} ${row.name}`.trim());
		remove.addEventListener("click", () => {
			const next = item.nextElementSibling?.querySelector("input") || add;
			item.remove();
			write();
			next.focus();
		});
		item.append(remove);
		list.append(item);
		return item;
	}

	read.forEach((row, i) => append(row, bad === i + 1 ? "true" : false));
	list.addEventListener("input", (event) => { event.stopPropagation(); write(); });
	add.addEventListener("click", () => append({ date: "", hours: "", name: "", shift: false }, false)
		.querySelector("input").focus());
	area.hidden = true;
	all("[data-plain], [data-rows]", area.closest("section")).forEach((hint) => {
		hint.hidden = hint.hasAttribute("data-plain");
	});
	area.id && document.querySelector(`label[for="${area.id}"]`)?.removeAttribute("for");
	area.after(list, add);
	/* From the list of faults to the row itself. */
	const target = list.children[bad - 1]?.querySelector("input") || add;
	const id = area.id;
	area.removeAttribute("id");
	target.id = id;
}

/* ---- Days off every year ---- */

function rules(words) {
	const box = form.querySelector("[data-rules]");
	const blank = form.querySelector("[data-rule]");
	const more = form.querySelector("[data-more-rules]");

	/* Only what belongs to the choice can be chosen. */
	function fit(row) {
		const on = row.querySelector("[name=rule_on]").value;
		const day = row.querySelector("[name=rule_day]");
		const month = row.querySelector("[name=rule_month]");
		const [dates, weekdays] = all("optgroup", day);
		const byDate = on === "date" || on === "";

		day.disabled = month.disabled = on === "easter";
		dates.disabled = dates.hidden = !byDate;
		weekdays.disabled = weekdays.hidden = byDate;
		if (day.selectedOptions[0]?.parentNode.disabled)
			day.value = (byDate ? dates : weekdays).querySelector("option").value;
	}
	function ready(row) {
		const remove = make("button", { class: "button button--quiet rule__remove", type: "button" }, "×");
		const name = row.querySelector("[name=rule_name]");
		const call = () => remove.setAttribute("aria-label", `${words.wordRemove} ${name.value}`.trim());
		remove.addEventListener("click", () => {
			const next = row.nextElementSibling?.querySelector("input") || more;
			row.remove();
			form.dispatchEvent(new Event("input"));
			next.focus();
		});
		name.addEventListener("input", call);
		row.addEventListener("change", () => fit(row));
		call();
		row.append(remove);
		fit(row);
	}

	all(".rule", box).forEach((row) => {
		if (!row.querySelector("[name=rule_on]").value && !row.querySelector("[name=rule_name]").value &&
		    !row.querySelector("[aria-invalid]"))
			row.remove();
		else
			ready(row);
	});
	more.addEventListener("click", (event) => {
		event.preventDefault();
		const row = blank.content.querySelector(".rule").cloneNode(true);
		row.removeAttribute("id");
		box.append(row);
		ready(row);
		row.querySelector("input").focus();
	});
}

/* ---- What it does, while one types ---- */

function preview(words) {
	let timer = 0, asked = null;

	async function look(told) {
		const fields = new URLSearchParams(new FormData(form));
		fields.set("deed", "try");
		const mine = asked = new AbortController();
		const box = form.querySelector("#preview");
		const focus = document.activeElement?.id;

		box.setAttribute("aria-busy", "true");
		try {
			const answer = await fetch(form.action, { method: "POST", body: fields, signal: mine.signal });
			const page = new DOMParser().parseFromString(await answer.text(), "text/html");
			const fresh = page.querySelector("#preview");
			if (!fresh || mine.signal.aborted)
				return;
			/* What is being typed there is newer than the answer. */
			for (const field of all("input", box))
				fresh.querySelector("#" + field.id).value = field.value;
			box.replaceWith(fresh);
			if (focus && fresh.querySelector("#" + CSS.escape(focus)))
				fresh.querySelector("#" + CSS.escape(focus)).focus();
			if (told)
				fresh.querySelector("[data-preview-status]").textContent = words.wordUpdated;
		} catch {
			/* Away for now: what stands there stays. */
			box.removeAttribute("aria-busy");
		}
	}
	function soon() {
		clearTimeout(timer);
		asked?.abort();
		timer = setTimeout(look, 500);
	}

	form.addEventListener("input", ({ target }) => {
		if (!target.closest?.("#preview, .apply"))
			soon();
	});
	form.addEventListener("change", ({ target }) => {
		if (target.matches("select, [type=radio]"))
			soon();
	});
	form.addEventListener("click", (event) => {
		if (!event.target.closest("[data-try]:is(button)"))
			return;
		event.preventDefault();
		clearTimeout(timer);
		asked?.abort();
		look(true);
	});
	form.addEventListener("keydown", (event) => {
		if (event.key !== "Enter" || !event.target.matches("#test_at, #test_for"))
			return;
		event.preventDefault();
		look(true);
	});
}

/* ---- Hours from day to day ---- */

function copying(read) {
	const button = form.querySelector("[data-copy-hours]");
	const groups = { work: [0, 1, 2, 3, 4], all: [0, 1, 2, 3, 4, 5, 6], weekend: [5, 6] };

	button.addEventListener("click", (event) => {
		const from = form.querySelector("#d" + form.elements.copy_from.value);
		const to = form.elements.copy_to.value;
		event.preventDefault();
		for (const d of groups[to] || [Number(to)])
			form.querySelector("#d" + d).value = from.value;
		read();
		from.dispatchEvent(new Event("input", { bubbles: true }));
	});
}

/* Around the clock: there is no week, and no day off. */
function always() {
	const update = () => form.toggleAttribute("data-idle",
		form.elements.hours.value === "always");
	form.addEventListener("change", update);
	update();
}

if (form) {
	const words = form.dataset;
	const read = painter(form.querySelector("[data-painter]"), words);
	all("[data-lines]").forEach((area) => rows(area, words));
	rules(words);
	preview(words);
	copying(read);
	always();
}
