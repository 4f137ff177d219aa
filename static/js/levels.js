/*
 * levels: what makes the form of a level faster. It works without it, too: each
 * button sends the form, and the page comes back.
 *
 * - Examples of deadlines follow what is typed.
 * - Steps are added, moved and removed in place.
 */
const form = document.querySelector("form[data-live]");

/* The page that the server makes of the form as it stands. */
async function ask(deed) {
	const data = new URLSearchParams(new FormData(form));

	data.set("deed", deed);
	const answer = await fetch(form.action, { method: "POST", body: data });
	const type = answer.headers.get("Content-Type") ?? "";

	if (!answer.ok || answer.redirected || !type.startsWith("text/html"))
		throw new Error(answer.status);
	return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function take(page, id) {
	const part = page.getElementById(id), here = document.getElementById(id);

	if (part && here)
		here.replaceWith(document.adoptNode(part));
}

/* ---- Examples ---- */

let wait = 0, asked = 0;

async function follow() {
	const mine = ++asked;

	try {
		const page = await ask("examples");
		if (mine === asked)
			take(page, "examples");
	} catch { /* the button does it, too */ }
}

const later = () => {
	clearTimeout(wait);
	wait = setTimeout(follow, 400);
};

/* ---- Steps ---- */

const local = /^(add|drop-\d+|up-\d+|down-\d+|do-\d+|undo-\d+-\d+)$/;

async function step(button) {
	try {
		const page = await ask(button.value);
		const next = page.querySelector("#steps [autofocus]");

		take(page, "steps");
		take(page, "examples");
		document.getElementById(next?.id ?? "add-step")?.focus();
	} catch {
		form.requestSubmit(button); /* as without a script */
	}
}

if (form) {
	form.addEventListener("input", later);
	form.addEventListener("change", later);
	form.addEventListener("click", (event) => {
		const button = event.target.closest("button[name=deed]");

		if (!button || event.detail === -1)
			return;
		if (button.value === "examples") {
			event.preventDefault();
			follow();
		} else if (local.test(button.value)) {
			event.preventDefault();
			step(button);
		}
	});
}
