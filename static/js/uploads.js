/*
 * uploads: files go ahead of their form, one by one, while one writes: chosen,
 * dropped on the form, or pasted. The form then sends their tokens. Without
 * this file they go with the form itself.
 */
const AT_ONCE = 2;

function size(bytes, words) {
	const mib = 1024 * 1024;
	const unit = bytes >= mib ? mib : bytes >= 1024 ? 1024 : 1;
	const n = Math.round(bytes / unit * 10) / 10;
	return [n < 100 ? n : Math.round(n),
		unit === mib ? words.wordMb
			: unit > 1 ? words.wordKb : words.wordBytes].join(" ");
}

/* The start and the end of a long name, as the server would show it. */
function short(name) {
	const signs = [...name];
	return signs.length <= 40 ? name
		: signs.slice(0, 20).join("") + "…" + signs.slice(-19).join("");
}

function field(box) {
	const form = box.closest("form");
	const input = box.querySelector("[type=file]");
	const list = box.querySelector("[data-upload-list]");
	const says = box.querySelector("[data-upload-says]");
	const template = box.querySelector("[data-upload-row]");
	const words = box.dataset;
	const waiting = [];
	let running = 0, total = 0, submitter = null;

	const say = (...parts) => { says.textContent = parts.join(" "); };
	const busy = () => running + waiting.length > 0;
	const failed = () => list.querySelector(".file--failed");

	/* All there: what was pressed meanwhile is done now. */
	function settled() {
		if (!submitter || busy())
			return;
		const button = submitter;
		submitter = null;
		if (!failed())
			form.requestSubmit(button);
	}

	function row(file) {
		const li = template.content.cloneNode(true).querySelector("li");
		const part = (name) => li.querySelector(".file__" + name);
		part("name").textContent = short(file.name);
		part("size").textContent = size(file.size, words);
		list.append(li);
		return { li, part, file, request: null };
	}

	function fail(item, why) {
		item.li.classList.replace("file--sending", "file--failed");
		item.part("progress").remove();
		item.part("error").textContent = why;
		item.part("error").hidden = false;
		say(item.file.name, why);
	}

	function ready(item, token) {
		const hidden = document.createElement("input");
		hidden.type = "hidden";
		hidden.name = "upload";
		hidden.value = token;
		item.li.append(hidden);
		item.li.classList.replace("file--sending", "file--ready");
		item.part("progress").remove();
		item.li.querySelector("use").setAttribute("href",
			"/static/icons/sprite.svg#met");
		say(item.file.name, words.wordReady);
	}

	/* What the server says, or what its status means. */
	function answer(item) {
		const { status, responseText } = item.request;
		let said = {};
		try {
			said = JSON.parse(responseText);
		} catch {
			/* A page of the web server's. */
		}
		if (status === 201 && said.token)
			ready(item, said.token);
		else
			fail(item, said.error ||
				(status === 413 ? words.wordLarge
				: status === 403 ? words.wordEnded
				: words.wordFailed));
	}

	function next() {
		while (running < AT_ONCE && waiting.length)
			send(waiting.shift());
		settled();
	}

	function send(item) {
		const request = item.request = new XMLHttpRequest();
		const done = (how) => () => {
			running--;
			how();
			next();
		};
		running++;
		request.open("POST", "/uploads?" + new URLSearchParams({
			name: [...item.file.name].slice(-255).join(""),
			draft: box.querySelector("[name=draft]").value,
		}));
		request.setRequestHeader("Content-Type", "application/octet-stream");
		request.setRequestHeader("X-Csrf-Token",
			form.querySelector("[name=csrf]").value);
		request.upload.addEventListener("progress", (event) => {
			if (event.lengthComputable)
				item.part("progress").value = event.total
					? event.loaded / event.total * 100 : 100;
		});
		request.addEventListener("load", done(() => answer(item)));
		request.addEventListener("error",
			done(() => fail(item, words.wordFailed)));
		request.addEventListener("abort", done(() => {}));
		request.send(item.file);
	}

	function forget(item) {
		const at = waiting.indexOf(item);
		const focus = item.li.nextElementSibling ||
			item.li.previousElementSibling;
		if (at >= 0)
			waiting.splice(at, 1);
		if (item.counted)
			total -= item.file.size;
		item.request?.abort();
		item.li.remove();
		say(item.file.name, words.wordOff);
		(focus?.querySelector(".file__off") || input).focus();
		settled();
	}

	function add(file) {
		const item = row(file);
		const too = list.children.length > words.filesMax ? words.wordMany
			: file.size > words.fileBytes ? words.wordLarge
			: total + file.size > words.totalBytes ? words.wordTotal : "";
		item.li.querySelector(".file__off")
			.addEventListener("click", () => forget(item));
		if (too)
			return fail(item, too);
		item.counted = true;
		total += file.size;
		waiting.push(item);
	}

	function take(files) {
		[...files].forEach(add);
		next();
	}

	/* The files have gone ahead; the form itself is a plain one. */
	form.enctype = "application/x-www-form-urlencoded";
	input.removeAttribute("name");
	input.addEventListener("change", () => {
		take(input.files);
		input.value = "";
	});

	form.addEventListener("submit", (event) => {
		if (!busy() && !failed())
			return;
		event.preventDefault();
		event.stopPropagation();
		if (busy()) {
			submitter = event.submitter ||
				form.querySelector("[type=submit]");
			say(words.wordWait);
		} else {
			failed().querySelector(".file__off").focus();
		}
	});

	form.addEventListener("paste", (event) => {
		const { files, types } = event.clipboardData;
		if (!files.length || types.includes("text/plain"))
			return;
		event.preventDefault();
		take(files);
	});

	form.addEventListener("dragover", (event) => {
		if (event.dataTransfer.types.includes("Files"))
			box.classList.add("upload--over");
	});
	form.addEventListener("dragleave", (event) => {
		if (!form.contains(event.relatedTarget))
			box.classList.remove("upload--over");
	});
	form.addEventListener("drop", (event) => {
		box.classList.remove("upload--over");
		if (event.dataTransfer.files.length)
			take(event.dataTransfer.files);
	});
}

document.querySelectorAll("[data-upload]").forEach(field);

/* A file that misses its field opens no page in place of this one. */
for (const what of ["dragover", "drop"])
	addEventListener(what, (event) => {
		if (event.dataTransfer?.types.includes("Files"))
			event.preventDefault();
	});
