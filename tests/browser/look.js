/* What tests look for on a page that stands in the browser. Evaluated there
 * through the devtools protocol; nothing of it is part of the desk. */
globalThis.look = (() => {
	const all = (what, where = document) => [...where.querySelectorAll(what)];
	const seen = (e) => e.checkVisibility({ visibilityProperty: true });
	const styles = new Map();
	const style = (e) => {
		if (!styles.has(e))
			styles.set(e, getComputedStyle(e));
		return styles.get(e);
	};

	/* "a.row__subject «Printer»" */
	function name(e) {
		const words = (e.getAttribute("aria-label") || e.textContent || "")
			.trim().replace(/\s+/g, " ").slice(0, 40);
		return e.localName + (e.id ? "#" + e.id : "")
			+ [...e.classList].map((c) => "." + c).join("")
			+ (words ? ` «${words}»` : "");
	}

	/* ---- What is cut off, or lies outside. ---- */

	/* For ears only. */
	const unseen = (e) => e.closest(".hidden, .skip, [aria-hidden=true] text");

	const clips = (s, way) => /hidden|clip/.test(s["overflow" + way]);
	const scrolls = (s, way) => /auto|scroll/.test(s["overflow" + way]);

	/* Shortened on purpose, and told in full on hover or by its link. */
	function shortened(e, allowed) {
		return e.closest("[title], a, " + (allowed || "[title]"));
	}

	function trouble(rect, from, allowed) {
		for (let e = from; e && e !== document.documentElement; e = e.parentElement) {
			const s = style(e), box = e.getBoundingClientRect();
			if (s.clipPath === "inset(50%)") /* for ears only */
				return "";
			if (clips(s, "X") && (rect.right > box.right + 1.5 || rect.left < box.left - 1.5))
				return s.textOverflow === "ellipsis" && shortened(e, allowed) ? "" : "cut off";
			if (clips(s, "Y") && (rect.bottom > box.bottom + 3 || rect.top < box.top - 3))
				return s.webkitLineClamp !== "none" && shortened(e, allowed) ? "" : "cut off below";
			if (scrolls(s, "X"))
				return "";
			if (s.position === "fixed")
				break;
		}
		return rect.right > innerWidth + 1 || rect.left < -1 ? "outside" : "";
	}

	function survey(allowed) {
		const said = new Set();
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		const range = document.createRange();
		styles.clear();
		for (let text = walker.nextNode(); text; text = walker.nextNode()) {
			const e = text.parentElement;
			if (!text.data.trim() || e.closest("svg, option, textarea, template, script")
			    || !seen(e) || unseen(e))
				continue;
			range.selectNodeContents(text);
			for (const rect of range.getClientRects()) {
				const what = rect.width > 0 && trouble(rect, e, allowed);
				if (what)
					said.add(`${what}: ${name(e)}`);
			}
		}
		for (const e of all("input, select, textarea, button, img, svg:not(.defs)")) {
			const rect = e.getBoundingClientRect();
			if (!seen(e) || unseen(e) || rect.width < 2)
				continue;
			const what = trouble(rect, e.parentElement, allowed);
			if (what)
				said.add(`${what}: ${name(e)}`);
		}
		const over = document.documentElement.scrollWidth - innerWidth;
		if (over > 0) {
			const wide = all("body *").filter((e) => seen(e) && !e.closest("svg *")
				&& trouble(e.getBoundingClientRect(), e.parentElement, allowed) === "outside");
			said.add(`the page is ${over} px wider than the window: `
				+ wide.filter((e) => !wide.some((o) => e !== o && e.contains(o)))
					.slice(0, 3).map(name).join(", "));
		}
		return [...said].slice(0, 8);
	}

	/* ---- Tab by tab. ---- */

	const reach = "a[href], button:not([disabled]), input:not([type=hidden], [disabled]),"
		+ "select:not([disabled]), textarea:not([disabled]), summary, [tabindex]";

	/* Of radio buttons of one name Tab comes to the chosen one, or the first. */
	function stops() {
		return all(reach).filter((e) => {
			if (!seen(e) || e.tabIndex < 0)
				return false;
			if (e.type !== "radio")
				return true;
			const group = all(`input[type=radio][name="${CSS.escape(e.name)}"]`, e.form ?? document)
				.filter(seen);
			return e === (group.find((r) => r.checked) ?? group[0]);
		});
	}

	const pressable = (e) => e.closest("dialog") === null;
	let trail, before;

	/* The outline or the shadow that tells where the focus is. */
	function marked(e) {
		for (let n = e, i = 0; n && i < 6; n = n.parentElement, i++) {
			const s = getComputedStyle(n);
			if (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2)
				return true;
			if (s.boxShadow !== "none" && s.boxShadow !== before.get(n))
				return true;
		}
		return false;
	}

	/* Is it to be seen, not below something else? */
	function covered(e) {
		const r = e.getBoundingClientRect();
		if (r.width < 2)
			return false;
		const x = Math.max(0, Math.min(innerWidth - 1, r.left + Math.min(r.width / 2, 12)));
		const y = r.top + Math.min(r.height / 2, 12);
		const hit = document.elementFromPoint(x, y);
		return !hit || !(e.contains(hit) || hit.contains(e)
			|| [...(e.labels ?? [])].some((l) => l.contains(hit)));
	}

	function follow() {
		trail = [];
		before = new Map(all("body *").map((e) => [e, getComputedStyle(e).boxShadow]));
		document.addEventListener("focusin", ({ target }) => trail.push({
			e: target,
			marked: target.matches("main") || marked(target),
			covered: covered(target),
			top: target.getBoundingClientRect().top + scrollY,
			left: target.getBoundingClientRect().left,
			bottom: target.getBoundingClientRect().bottom + scrollY,
			right: target.getBoundingClientRect().right,
		}));
		const want = stops();
		const more = all("input[type=date]").length * 4
			+ all("input[type=datetime-local]").length * 6;
		document.querySelector(".skip").focus();
		return want.length + more + 3;
	}

	/* What was wrong on the way. */
	function followed() {
		const said = [];
		const want = stops().filter(pressable);
		const first = trail.findIndex((t, i) => i && t.e === trail[0].e);
		const way = first < 0 ? trail : trail.slice(0, first);
		const came = new Set(way.map((t) => t.e));
		if (first < 0)
			said.push("Tab never came back to the beginning");
		if (!way[0]?.e.matches(".skip"))
			said.push("the first stop is not the skip link");
		for (const e of want)
			if (!came.has(e))
				said.push("not reached: " + name(e));
		for (const t of way) {
			if (!t.marked)
				said.push("focus is not to be seen: " + name(t.e));
			if (t.covered)
				said.push("focus is covered: " + name(t.e));
		}
		for (let i = 1; i < way.length; i++) {
			const a = way[i - 1], b = way[i];
			/* Up again within one column, or back within one line. */
			const column = a.left < b.right && b.left < a.right;
			const line = a.top < b.bottom && b.top < a.bottom;
			const here = a.e.parentElement.closest("nav, form, section, header, main, li, tr");
			if (here && here === b.e.parentElement.closest("nav, form, section, header, main, li, tr")
			    && ((column && b.bottom <= a.top) || (line && !column && b.right <= a.left)))
				said.push(`the order jumps from ${name(a.e)} to ${name(b.e)}`);
		}
		for (const e of all("[tabindex]"))
			if (e.tabIndex > 0)
				said.push("tabindex above 0: " + name(e));
		return said.slice(0, 8);
	}

	return { survey, follow, followed };
})();
