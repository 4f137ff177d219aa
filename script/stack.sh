# shellcheck shell=bash
# The running desk below $DUEDESK_HOME: its files, its services, their end.
# Source after lib.sh and mariadb.sh; script/server is the one that does.

VAR=     # what lives on: DUEDESK_HOME itself
SOCKETS= # where the sockets are: a short path
CONF=
URL=
FILES_URL=

# ---- Files -----------------------------------------------------------------

# A socket's path has at most 107 bytes. Where ours would be longer they go to
# a private folder of /tmp.
pick_sockets() {
	SOCKETS=$VAR/sock
	if ((${#SOCKETS} > 90)); then
		SOCKETS=/tmp/duedesk-$(id -u)-$(printf %s "$VAR" | sha256sum |
			cut -c 1-12)
	fi
	mkdir -m 700 "$SOCKETS" 2>/dev/null || true
	if [ ! -O "$SOCKETS" ] || [ -L "$SOCKETS" ] || [ ! -d "$SOCKETS" ]; then
		die "$SOCKETS, where the sockets go, belongs to somebody else."
	fi
	chmod 700 "$SOCKETS"
}

# What a killed script left behind is on its way out: give it the time. Workers
# whose master was killed are not.
wait_for_leftovers() {
	local file pid
	for file in "$VAR"/*.pid; do
		pid=$(cat "$file" 2>/dev/null || true)
		[ -n "$pid" ] || continue
		if grep -qsaF "$VAR/" "/proc/$pid/cmdline"; then
			wait_gone "$pid" 60 || die "Process $pid of the last run \
does not end. Stop it first: kill -9 $pid"
		fi
		end_orphans "$pid"
	done
	rm -f "$VAR"/*.pid
}

# end_orphans PID: what is left of a service that died, by kill -9 say: nginx's
# workers would keep the port. Each service leads a process group of its own; a
# number may be somebody else's by now, so it must be one that has our files open.
end_orphans() {
	local pid
	while read -r pid; do
		# shellcheck disable=SC2012 # only looked through
		case $(ls -l "/proc/$pid/fd" 2>/dev/null) in
		*" $VAR/"*) kill -KILL "$pid" 2>/dev/null || true ;;
		*) continue ;;
		esac
		wait_gone "$pid" || true
	done < <(sed -n "s/^\([0-9]*\) (.*) [A-Z] [0-9]* $1 .*/\1/p" \
		/proc/[0-9]*/stat 2>/dev/null)
}

# The port: as told, as last time, 8080, any; told 0: as last time, any.
pick_port() {
	local port
	if [ "${DUEDESK_PORT:-0}" != 0 ]; then
		port_free "$DUEDESK_PORT" ||
			die "Port $DUEDESK_PORT is taken. Leave --port out to get \
one that is free."
		PORT=$DUEDESK_PORT
		return
	fi
	for port in $(cat "$VAR/port" 2>/dev/null) \
		${DUEDESK_PORT:-8080}; do
		((port > 0)) || continue
		if port_free "$port"; then
			PORT=$port
			return
		fi
	done
	PORT=$(free_port) || die "No port is free."
}

# The settings. Passwords are drawn once, for this data directory.
write_conf() {
	local old=$CONF who
	(
		umask 077
		{
			echo "# Made by script/server; made again at each start."
			printf '%s = %s\n' db_socket "$SOCKETS/db" \
				db_name duedesk
			for who in web sweep hook admin; do
				printf '%s = %s\n' "db_user_$who" "duedesk_$who"
				printf '%s = %s\n' "db_password_$who" \
					"$(password_of "$old" $who)"
			done
			printf '%s = %s\n' \
				templates_dir "$DUEDESK_BUILD/templates/en" \
				spool_dir "$VAR/spool" \
				blob_dir "$VAR/blobs" \
				files_key "$(key_of "$old" files_key)" \
				hook_key "$(key_of "$old" hook_key)" \
				base_url "$URL" files_url "$FILES_URL" \
				development yes
		} >"$CONF.new"
	)
	mv "$CONF.new" "$CONF"
}

# Drawn once, too: links to files, and calls of URLs, are signed with these.
key_of() {
	local old
	old=$(setting "$1" "$2")
	echo "${old:-$(random_hex 32)}"
}

password_of() {
	local old
	old=$(setting "$1" "db_password_$2")
	echo "${old:-$(random_hex 16)}"
}

# listen_lines WORDS: nginx's listen directives. The names of this machine
# only end on loopback; another name is meant for the network.
listen_lines() {
	case $DUEDESK_NAME in
	localhost | *.localhost)
		echo "		listen 127.0.0.1:$PORT${1:+ $1};"
		! has_ipv6 || echo "		listen [::1]:$PORT${1:+ $1};"
		;;
	*)
		echo "		listen $PORT${1:+ $1};"
		! has_ipv6 || echo "		listen [::]:$PORT${1:+ $1};"
		;;
	esac
}

write_nginx() {
	local dir=$VAR/nginx file
	mkdir -p "$dir/tmp"
	rm -rf "$dir/pages"
	cp -R "$DUEDESK_APP"/etc/nginx/* "$dir/"
	for file in "$DUEDESK_APP"/etc/nginx/*.conf; do
		fill_nginx <"$file" >"$dir/${file##*/}"
	done
	fill_nginx <"$DUEDESK_APP/etc/nginx.conf.in" >"$dir/nginx.conf"
}

fill_nginx() {
	fill NGINX= ACCESS_LOG=access.log SOCKETS="$SOCKETS" SPOOL="$VAR/spool" \
		BLOBS="$VAR/blobs" STATIC="$DUEDESK_APP/static" \
		DESK_NAME="$DUEDESK_NAME" FILES_NAME="$FILES_NAME" \
		FILES_URL="$FILES_URL" \
		SIGNIN_RATE="${DUEDESK_SIGNIN_RATE:-10r/m}" \
		SIGNIN_BURST="${DUEDESK_SIGNIN_BURST:-20}" \
		OFFICE="${DUEDESK_OFFICE:+		$DUEDESK_OFFICE 1;}" \
		LISTEN_DEFAULT="$(listen_lines default_server)" \
		LISTEN="$(listen_lines '')"
}

stack_files() {
	VAR=$DUEDESK_HOME
	CONF=$VAR/duedesk.conf
	export DUEDESK_CONF=$CONF # for the programs, wherever they look
	umask 027
	mkdir -p "$VAR"/{log,spool,tmp,none,blobs}
	chmod 700 "$VAR/blobs"
	: >"$VAR/log/start.log"
	STEP_LOG=$VAR/log/start.log
	wait_for_leftovers
	pick_sockets
	pick_port
	case $DUEDESK_NAME in
	desk.localhost) FILES_NAME=files.desk.localhost ;; # one site for browsers
	desk.*) FILES_NAME=files.${DUEDESK_NAME#desk.} ;;
	*) FILES_NAME=files.$DUEDESK_NAME ;;
	esac
	URL=http://$DUEDESK_NAME:$PORT
	FILES_URL=http://$FILES_NAME:$PORT
	write_conf
	mariadb_conf "$VAR" "$SOCKETS/db" \
		innodb-buffer-pool-size="${DUEDESK_BUFFER_POOL:-256M}" \
		innodb-log-file-size="${DUEDESK_REDO_LOG:-128M}" \
		max-connections=100 >"$VAR/my.cnf"
	write_nginx
	echo "$PORT" >"$VAR/port"
	printf '%s %s\n' $$ "$URL" >"$VAR/running"
}

# ---- Services --------------------------------------------------------------

declare -A SERVICE_PID=() SERVICE_SINCE=() SERVICE_BAD=() SERVICE_CMD=()
SERVICES=() # in the order of their start

# service NAME CMD...: start it, and start it again when it dies. Output goes
# to log/NAME.log.
service() {
	local name=$1
	shift
	printf -v "SERVICE_CMD[$name]" '%q ' "$@"
	SERVICES+=("$name")
	service_start "$name"
}

service_start() {
	local cmd
	eval "cmd=(${SERVICE_CMD[$1]})"
	service_spawn "$1" "${cmd[@]}"
	SERVICE_SINCE[$1]=$(now_ms)
}

service_spawn() {
	local name=$1
	shift
	setsid setpriv --pdeathsig TERM -- "$@" </dev/null \
		>>"$VAR/log/$name.log" 2>&1 9>&- &
	SERVICE_PID[$name]=$!
	# In one step: whoever reads it finds the old one or this.
	echo $! >"$VAR/$name.pid.new"
	mv -f "$VAR/$name.pid.new" "$VAR/$name.pid"
}

# service_need NAME SECONDS CMD...: wait until CMD succeeds, or give up with
# the service's last words.
service_need() {
	local name=$1 seconds=$2
	shift 2
	wait_for "$seconds" "${SERVICE_PID[$name]}" "$@" && return
	STEP_LOG=$VAR/log/$name.log
	step_fail "$name does not start."
}

# For as long as the script lives: what stops is started again, unless it keeps
# stopping; what somebody kills has not failed, and comes back each time. A file
# hold-NAME keeps a service down: something that waits for the file to go stands
# in for it.
stack_supervise() {
	local dead name rc
	while :; do
		dead='' rc=0
		wait -n -p dead "${SERVICE_PID[@]}" || rc=$?
		for name in "${SERVICES[@]}"; do
			[ "${SERVICE_PID[$name]}" != "$dead" ] ||
				service_again "$name" "$rc"
		done
	done
}

service_again() { # NAME STATUS
	local name=$1
	end_orphans "${SERVICE_PID[$name]}"
	if [ -e "$VAR/hold-$name" ]; then
		SERVICE_BAD[$name]=-1
		# shellcheck disable=SC2016 # for the other shell
		service_spawn "$name" sh -c \
			'while [ -e "$1" ]; do sleep 0.05; done' - \
			"$VAR/hold-$name"
		return
	fi
	if (($(now_ms) - SERVICE_SINCE[$name] > 5000)); then
		SERVICE_BAD[$name]=0
	fi
	if (($2 != 128 + 9)); then
		SERVICE_BAD[$name]=$((${SERVICE_BAD[$name]:-0} + 1))
	fi
	if ((SERVICE_BAD[$name] > 5)); then
		STEP_LOG=$VAR/log/$name.log STEP=$name STEP_SINCE=$(now_ms) \
			step_fail "$name keeps stopping."
	fi
	echo "$name stopped; starting it again."
	service_start "$name"
}

# The end, in the opposite order; whoever does not go in 10 seconds is killed.
stack_stop() {
	local rc=$? name pid i
	trap '' INT TERM HUP
	trap - EXIT
	set +e
	step_unpaint
	[ -z "$RUNNING" ] || kill "$RUNNING" 2>/dev/null
	for ((i = ${#SERVICES[@]} - 1; i >= 0; i--)); do
		name=${SERVICES[i]}
		pid=${SERVICE_PID[$name]}
		kill "$pid" 2>/dev/null || continue
		wait_gone "$pid" || kill -KILL "$pid" 2>/dev/null
		wait "$pid" 2>/dev/null
	done
	rm -f "$VAR/running" "$VAR"/*.pid
	case $SOCKETS in /tmp/duedesk-*) rm -rf "$SOCKETS" ;; esac
	exit $rc
}

wait_gone() { # PID [SECONDS]
	local i
	for ((i = 0; i < ${2:-10} * 50; i++)); do
		kill -0 "$1" 2>/dev/null || return 0
		sleep 0.02
	done
	return 1
}

# ---- What runs -------------------------------------------------------------

stack_database() {
	if [ ! -d "$VAR/db" ]; then
		mariadb_init "$VAR" ||
			step_fail "The database could not be made."
		rm -f "$VAR"/{accounts,sample-loaded,sign-ins}
	fi
	mariadb_command "$VAR"
	service mariadb "${MARIADBD[@]}"
	service_need mariadb 120 mariadb_answers "$VAR"
	stack_accounts
	run "$DUEDESK_BUILD/duedesk" migrate --grant ||
		step_fail "The tables could not be brought up to date."
}

# The accounts follow the settings; a stamp saves the work when both are old.
stack_accounts() {
	local want
	want=$(accounts_sql "$CONF" | sha256sum)
	[ "$(cat "$VAR/accounts" 2>/dev/null)" != "$want" ] || return 0
	accounts_sql "$CONF" | sql "$VAR" >>"$STEP_LOG" 2>&1 ||
		step_fail "The database accounts could not be made."
	echo "$want" >"$VAR/accounts"
}

stack_sample() {
	run env DUEDESK_SAMPLE_DIR="$DUEDESK_APP/sql/sample" \
		"$DUEDESK_BUILD/duedesk" sample load \
		--sign-ins "$VAR/sign-ins" ||
		step_fail "The sample company could not be loaded."
	: >"$VAR/sample-loaded"
}

stack_desk() {
	local pool
	for pool in fast slow; do
		service "$pool" "$DUEDESK_BUILD/duedesk-web" --conf "$CONF" \
			--pool "$pool" --socket "$SOCKETS/$pool"
	done
	service nginx nginx -p "$VAR/nginx/" -c "$VAR/nginx/nginx.conf" \
		-e "$VAR/log/nginx.log"
	service sweep "$DUEDESK_BUILD/duedesk-sweep" --conf "$CONF" --every 60
	service hook "$DUEDESK_BUILD/duedesk-hook" --conf "$CONF" --every 5
	for pool in fast slow; do
		service_need "$pool" 120 test -S "$SOCKETS/$pool"
	done
	service_need nginx 120 desk_answers
}

desk_answers() {
	[ "$(http_status "$PORT" "$DUEDESK_NAME" /healthz)" = 200 ]
}

# Where it is, and how to get in: a line for each role.
stack_hello() {
	printf '\n%s is ready after %s. Ctrl-C stops it.\n\n' "$URL" \
		"$(seconds_since "$DUEDESK_SINCE")"
	if [ ! -s "$VAR/sign-ins" ]; then
		printf '  Nobody can sign in yet. People come by: %s --conf %s people add\n\n' \
			"$DUEDESK_BUILD/duedesk" "$CONF"
		return
	fi
	while IFS=$'\t' read -r role name email password; do
		printf '  %-10s %-16s %-24s %s\n' "$role" "$name" "$email" \
			"$password"
	done <"$VAR/sign-ins"
	printf '\n  From the shell: %s --conf %s help\n' \
		"$DUEDESK_BUILD/duedesk" "$CONF"
	printf '  More tickets: DUEDESK_SAMPLE_DIR=%s %s --conf %s %s\n\n' \
		"$DUEDESK_APP/sql/sample" "$DUEDESK_BUILD/duedesk" "$CONF" \
		"sample --tickets 5000"
}
