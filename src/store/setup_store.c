#include "store/setup_store.h"

#include "base/str.h"
#include "store/sql_words.h"

static enum err_kind check_plain(const char *what, const char *name,
				 struct err *e)
{
	if (sql_words_plain(name))
		return ERR_NONE;
	return err_set(e, ERR_INVALID,
		       "%s: 1 to 64 letters, digits and _, not \"%.64s\"", what,
		       name);
}

/* Has it tables, and not the one that every desk has first? */
static enum err_kind refuse_foreign(struct db *db, struct arena *a,
				    const char *name, struct err *e)
{
	int64_t tables, ours;
	struct rows *r;

	if (db_query(db, a,
		     "SELECT COUNT(*), IFNULL(SUM(TABLE_NAME ="
		     " 'schema_migration'), 0)"
		     " FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?",
		     PARAMS(P_STR(name)), &r, e))
		return e->kind;
	tables = rows_next(r) ? rows_i64(r) : 0;
	ours = tables ? rows_i64(r) : 0;
	if (rows_end(&r, e))
		return e->kind;
	if (tables && !ours)
		return err_set(e, ERR_CONFLICT,
			       "the database %s has tables of something else",
			       name);
	return ERR_NONE;
}

enum err_kind setup_store_database(struct db *db, struct arena *a,
				   const char *name, struct err *e)
{
	const char *const words[] = { "CREATE DATABASE IF NOT EXISTS ", name,
				      " CHARACTER SET utf8mb4 COLLATE"
				      " utf8mb4_unicode_520_ci;",
				      NULL };

	if (check_plain("db_name", name, e) || refuse_foreign(db, a, name, e) ||
	    sql_words_run(db, words, e))
		return e->kind;
	return ERR_NONE;
}

/* What the server stores of a password: * and 40 hexadecimal digits. */
static enum err_kind hash_password(struct db *db, struct arena *a,
				   const char *password, const char **hash,
				   struct err *e)
{
	struct rows *r;

	*hash = "";
	if (db_query(db, a, "SELECT PASSWORD(?)", PARAMS(P_STR(password)), &r,
		     e))
		return e->kind;
	if (rows_next(r))
		*hash = rows_str(r);
	if (rows_end(&r, e))
		return e->kind;
	if (**hash != '*' || !sql_words_plain(*hash + 1))
		return err_set(e, ERR_BROKEN,
			       "the server makes no hash of a password");
	return ERR_NONE;
}

static enum err_kind set_account(struct db *db, const char *user,
				 const char *hash, int64_t limit, struct err *e)
{
	char number[STR_I64];
	const char *const words[] = { "ALTER USER ",
				      user,
				      "@localhost IDENTIFIED BY PASSWORD '",
				      hash,
				      "' WITH MAX_STATEMENT_TIME ",
				      number,
				      ";",
				      NULL };

	str_of_i64(limit, number);
	return sql_words_run(db, words, e);
}

enum err_kind setup_store_account(struct db *db, struct arena *a,
				  const char *user, const char *password,
				  int64_t limit, struct err *e)
{
	const char *const create[] = { "CREATE USER IF NOT EXISTS ", user,
				       "@localhost;", NULL };
	const char *hash;

	if (check_plain("an account", user, e) ||
	    hash_password(db, a, password, &hash, e))
		return e->kind;
	if (sql_words_run(db, create, e) ||
	    set_account(db, user, hash, limit, e))
		return err_wrap(e, "account %s", user);
	return ERR_NONE;
}

/*
 * A _ in the name stands for any character here. Escaped it would not, but then
 * the server refuses to pass rights on.
 */
enum err_kind setup_store_owner(struct db *db, const char *database,
				const char *user, struct err *e)
{
	const char *const words[] = {
		"GRANT ALL PRIVILEGES ON ",      database, ".* TO ", user,
		"@localhost WITH GRANT OPTION;", NULL
	};

	if (check_plain("db_name", database, e) ||
	    check_plain("an account", user, e))
		return e->kind;
	return sql_words_run(db, words, e);
}
