/*
 * idle: says so before a session ends because nobody did anything for long.
 * Looking at the time asks the desk nothing, so it keeps no session alive; every
 * page that is loaded, in any tab, does.
 */
const note = document.querySelector("[data-idle]");
const early = 120; /* seconds before the end */
let used = Date.now();

/* When the desk last heard of us, from whichever tab. */
function last() {
	try {
		return Math.max(used, Number(localStorage.used) || 0);
	} catch {
		return used; /* the browser keeps nothing: this tab alone counts */
	}
}

function heard() {
	used = Date.now();
	try {
		localStorage.used = used;
	} catch {
		/* As above. */
	}
	look();
}

function look() {
	const left = note.dataset.idle - (Date.now() - last()) / 1000;
	note.hidden = left > Math.min(early, note.dataset.idle / 4);
}

note.querySelector("button").addEventListener("click", async () => {
	const answer = await fetch("/session/new", { redirect: "manual", cache: "no-store" });
	if (answer.type === "opaqueredirect") /* we are still signed in */
		heard();
	else
		location.reload();
});

heard();
setInterval(look, 10000);
addEventListener("visibilitychange", look);
addEventListener("storage", look);
