# shellcheck shell=bash
# What script/server, script/test and the test harness share. Source it after
# `set -euo pipefail`.
#
# Whatever is started here dies with the script that started it, even by
# kill -9: every child asks the kernel for a TERM when its parent is gone.

TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
readonly TOP
NPROC=$(nproc)
readonly NPROC

die() {
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 1
}

# ---- One line a step -----------------------------------------------------

# step "Build": begin; step_done: the line, with the time it took.
# Between them `run` keeps the output in $STEP_LOG and off the screen.
STEP=
STEP_LOG=/dev/null
STEP_SINCE=0
STEP_PAINTER=

now_ms() {
	local t=$EPOCHREALTIME
	t=${t/[.,]/}
	echo $((t / 1000))
}

seconds_since() {
	local ms=$(($(now_ms) - $1))
	printf '%d.%d s' $((ms / 1000)) $((ms % 1000 / 100))
}

step() {
	STEP=$1
	STEP_SINCE=$(now_ms)
	if [ -t 1 ]; then
		step_paint "$STEP" "$STEP_LOG" $$ &
		STEP_PAINTER=$!
	fi
}

# The moving line of a terminal: how long it has taken, and the last thing an
# import has said of its progress.
step_paint() {
	local name=$1 log=$2 owner=$3 i=0 last
	trap 'exit 0' TERM INT
	while kill -0 "$owner" 2>/dev/null; do
		last=
		if [ -f "$log" ] && ((i > 0)); then
			last=$(tail -c 300 "$log" 2>/dev/null | tr '\r' '\n' |
				tr -dc '[:print:]\n' | tail -n 1 | cut -c 1-56)
		fi
		printf '\r\033[K  %-12s %3d s  %s' "$name" "$i" "$last"
		sleep 1
		i=$((i + 1))
	done
}

step_unpaint() {
	[ -n "$STEP_PAINTER" ] || return 0
	kill "$STEP_PAINTER" 2>/dev/null || true
	wait "$STEP_PAINTER" 2>/dev/null || true
	STEP_PAINTER=
	printf '\r\033[K'
}

step_done() {
	[ -n "$STEP" ] || return 0
	step_unpaint
	printf '  %-12s %8s\n' "$STEP" "$(seconds_since "$STEP_SINCE")"
	STEP=
}

# step_fail "sentence": the step's last words, and where the rest is.
step_fail() {
	step_unpaint
	printf '  %-12s %8s  failed\n' "$STEP" "$(seconds_since "$STEP_SINCE")"
	if [ -s "$STEP_LOG" ]; then
		printf '\n%s\n\n' "$(tail -n 20 "$STEP_LOG" | tr '\r' '\n' |
			tail -n 20)"
		STEP=
		die "$1 The whole log: $STEP_LOG"
	fi
	STEP=
	die "$1"
}

# run CMD...: in the foreground for the script, but so that a signal to the
# script is heard at once and takes CMD with it.
RUNNING=
run() {
	local rc=0
	setpriv --pdeathsig TERM -- "$@" </dev/null >>"$STEP_LOG" 2>&1 9>&- &
	RUNNING=$!
	wait "$RUNNING" || rc=$?
	RUNNING=
	return $rc
}

# ---- Packages ------------------------------------------------------------

# packages_missing USE...: which of those uses dpkg does not know as installed.
packages_missing() {
	local use want have
	want=$(for use; do sed -n "s/^$use://p" "$TOP/script/packages"; done |
		tr ' ' '\n' | sed '/^$/d' | sort -u)
	# shellcheck disable=SC2016,SC2086 # dpkg's own ${}; one word a package
	have=$({ dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' $want \
		2>/dev/null || true; } | sed -n 's/^.i[^a-z]*//p' | sort -u)
	comm -23 <(printf '%s\n' "$want") <(printf '%s\n' "$have")
}

# packages_install USE...: what is missing, and nothing when nothing is. The
# services that come with some of them are neither started nor enabled.
packages_install() {
	local missing sudo=() fresh=()
	mapfile -t missing < <(packages_missing "$@")
	((${#missing[@]})) || return 0
	[ -x /usr/bin/apt-get ] || step_fail "This needs Debian 12 (apt-get), or \
these packages by hand: ${missing[*]}."
	if [ "$(id -u)" != 0 ]; then
		command -v sudo >/dev/null || step_fail "Some packages are \
missing and there is no sudo. As root: apt-get install ${missing[*]}"
		step_unpaint
		sudo -v || step_fail "Without sudo, as root: apt-get install \
${missing[*]}"
		sudo=(sudo)
	fi
	for unit in nginx mariadb; do
		dpkg-query -W -f '${db:Status-Abbrev}' "${unit/mariadb/mariadb-server}" \
			2>/dev/null | grep -q '^.i' || fresh+=("$unit")
	done
	"${sudo[@]}" bash "$TOP/script/install-packages" \
		"${fresh[*]}" "${missing[@]}" >>"$STEP_LOG" 2>&1 </dev/null ||
		step_fail "Packages could not be installed. By hand: apt-get \
install ${missing[*]}."
}

# ---- Build ---------------------------------------------------------------

# build_tree DIR [configure options]: up to date afterwards. Fails with
# step_fail.
build_tree() {
	local dir=$1 want
	shift
	want="$TOP/configure -C -q $*"
	mkdir -p "$dir" 2>/dev/null || true
	[ -w "$dir" ] ||
		step_fail "Cannot write to $dir, where the build goes."
	exec 8>"$dir/lock"
	flock 8
	if [ ! -x "$TOP/configure" ] || [ ! -e "$TOP/Makefile.in" ]; then
		run autoreconf -i "$TOP" || step_fail "autoreconf failed."
	fi
	if [ ! -e "$dir/Makefile" ] || [ "$(cat "$dir/configured-as" \
		2>/dev/null)" != "$want" ]; then
		run env -C "$dir" "$TOP/configure" -C -q "$@" ||
			step_fail "configure failed."
		printf '%s' "$want" >"$dir/configured-as"
	fi
	run make -C "$dir" -j "$NPROC" || step_fail "The build failed."
	exec 8>&-
}

# ---- Small things --------------------------------------------------------

random_hex() { # BYTES
	od -An -N "$1" -tx1 /dev/urandom | tr -d ' \n'
}

# port_free N: can it be bound on the loopback addresses?
port_free() {
	! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null &&
		! (exec 3<>"/dev/tcp/::1/$1") 2>/dev/null
}

# A free port: the kernel's choice of the moment is not to be had from bash, so
# random ones are tried.
free_port() {
	local port i
	for ((i = 0; i < 200; i++)); do
		port=$((20000 + SRANDOM % 12000))
		if port_free "$port"; then
			echo "$port"
			return
		fi
	done
	return 1
}

has_ipv6() {
	grep -q '^00000000000000000000000000000001 ' /proc/net/if_inet6 \
		2>/dev/null
}

# fill NAME=VALUE... <template >file: every @NAME@ replaced.
fill() {
	local text pair
	text=$(cat)
	for pair; do
		text=${text//"@${pair%%=*}@"/"${pair#*=}"}
	done
	printf '%s\n' "$text"
}

# wait_for SECONDS PID CMD...: until CMD succeeds; 1 if the time is up or PID
# is gone.
wait_for() {
	local until=$(($(now_ms) + $1 * 1000)) pid=$2
	shift 2
	until "$@" >/dev/null 2>&1; do
		kill -0 "$pid" 2>/dev/null || return 1
		(($(now_ms) < until)) || return 1
		sleep 0.03
	done
}

# http_status PORT HOST PATH: the status nginx answers with.
http_status() {
	local line
	{ exec 7<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 1
	printf 'GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' \
		"$3" "$2" >&7
	read -r -t 25 line <&7 || line=
	exec 7<&-
	line=${line#* }
	echo "${line%% *}"
}
