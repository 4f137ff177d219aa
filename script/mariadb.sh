# shellcheck shell=bash
# A MariaDB of one's own: a data directory, a socket, no network. Source after
# lib.sh. DIR is a directory with my.cnf (mariadb_conf) in it.

# mariadb_conf DIR SOCKET [line...] >DIR/my.cnf: settings that pass the
# start-up self-check of the programs.
mariadb_conf() {
	local dir=$1 socket=$2
	shift 2
	cat <<-CNF
		[mariadbd]
		datadir=$dir/db
		socket=$socket
		pid-file=$dir/db.pid
		tmpdir=$dir/tmp
		secure-file-priv=$dir/none
		skip-networking
		skip-name-resolve
		skip-log-bin
		local-infile=OFF
		performance-schema=OFF
		character-set-server=utf8mb4
		collation-server=utf8mb4_unicode_520_ci
		default-time-zone=+00:00
		sql-mode=STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO
		transaction-isolation=REPEATABLE-READ
		innodb-snapshot-isolation=ON
		innodb-flush-log-at-trx-commit=1
		sync-binlog=1
		innodb-rollback-on-timeout=ON
		innodb-lock-wait-timeout=5
		idle-transaction-timeout=30
		max-prepared-stmt-count=16382
	CNF
	(($# == 0)) || printf '%s\n' "$@"
}

# The account that owns the server: the one of the system, by its socket.
mariadb_owner() {
	id -un
}

# mariadb_init DIR: an empty data directory. As root only in tests.
mariadb_init() {
	local dir=$1 link user rc=0
	user=$(mariadb_owner)
	rm -rf "$dir/db" "$dir/db.new"
	mkdir -p "$dir/tmp" "$dir/none"
	# mariadb-install-db does not like blanks in a path.
	link=$(mktemp -d /tmp/duedesk-init.XXXXXX)
	ln -s "$dir" "$link/dir"
	sed "s,^datadir=.*,datadir=$link/dir/db.new,
		s,^tmpdir=.*,tmpdir=$link/dir/tmp,
		s,^secure-file-priv=.*,secure-file-priv=$link/dir/none," \
		"$dir/my.cnf" >"$link/my.cnf"
	run mariadb-install-db --defaults-file="$link/my.cnf" --user="$user" \
		--auth-root-authentication-method=socket \
		--auth-root-socket-user="$user" --skip-test-db \
		--force --skip-name-resolve || rc=$?
	rm -r "$link"
	((rc == 0)) && mv "$dir/db.new" "$dir/db"
}

# mariadb_command DIR: the server, as words in the array $MARIADBD.
mariadb_command() {
	MARIADBD=(mariadbd --defaults-file="$1/my.cnf")
	[ "$(id -u)" != 0 ] || MARIADBD+=(--user=root)
}

# sql DIR [options] <statements
sql() {
	local dir=$1 socket
	shift
	socket=$(sed -n 's/^socket=//p' "$dir/my.cnf")
	mariadb --no-defaults --batch --skip-column-names -S "$socket" \
		-u "$(mariadb_owner)" "$@"
}

mariadb_answers() { # DIR
	sql "$1" -e 'SELECT 1' </dev/null
}

# accounts_sql CONF: the database and an account for each program with the
# passwords of CONF. Only the CLI's has rights; it hands out the others'
# (duedesk migrate --grant).
accounts_sql() {
	local conf=$1 db who limit
	db=$(setting "$conf" db_name)
	echo "CREATE DATABASE IF NOT EXISTS $db CHARACTER SET utf8mb4" \
		"COLLATE utf8mb4_unicode_520_ci;"
	for who in admin web sweep hook; do
		limit=10 # seconds a statement
		[ $who != admin ] || limit=0
		printf "CREATE USER IF NOT EXISTS '%s'@localhost;\n" \
			"$(setting "$conf" db_user_$who)"
		printf "ALTER USER '%s'@localhost IDENTIFIED BY '%s' WITH MAX_STATEMENT_TIME %s;\n" \
			"$(setting "$conf" db_user_$who)" \
			"$(setting "$conf" db_password_$who)" "$limit"
	done
	printf "GRANT ALL PRIVILEGES ON %s.* TO '%s'@localhost WITH GRANT OPTION;\n" \
		"$db" "$(setting "$conf" db_user_admin)"
}

# setting CONF NAME: its value, empty when it is not there.
setting() {
	sed -n "s/^$2[[:space:]]*=[[:space:]]*//p" "$1" 2>/dev/null | tail -n 1
}
