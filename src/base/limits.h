#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H
/*
 * limits: every ceiling of the program, in one place.
 *
 * A person who meets one is told its field and its number.
 */

/* What people type, in characters (Unicode code points). */
#define LIMIT_SUBJECT 200
#define LIMIT_MESSAGE 20000
#define LIMIT_NAME 100
#define LIMIT_EMAIL 254
#define LIMIT_PASSWORD_MIN 12
#define LIMIT_PASSWORD 256
#define LIMIT_REASON 500
#define LIMIT_NOTE 500  /* about a customer or a company */
#define LIMIT_ZONE 64   /* the name of a time zone */
#define LIMIT_TAG 50    /* a tag's name */
#define LIMIT_TAGS 20   /* of a ticket */
#define LIMIT_GROUPS 50 /* of customers, at a desk */
#define LIMIT_REFERRER 500
#define LIMIT_FILE_NAME 255
#define LIMIT_SPLIT 50 /* messages that become another ticket at once */

/* Custom fields. What is typed into them, and how many there may be. */
#define LIMIT_FIELD_TEXT 500                     /* characters */
#define LIMIT_FIELD_NUMBER INT64_C(999999999999) /* before the point */
#define LIMIT_FIELD_YEAR_FIRST 1900
#define LIMIT_FIELD_YEAR_LAST 2199
#define LIMIT_FIELD_PICKS 10   /* choices in one field */
#define LIMIT_FIELDS 20        /* of tickets, not archived; and so on */
#define LIMIT_FIELD_CHOICES 50 /* of a field, not archived */

/* What requests may bring, in bytes. */
#define LIMIT_FORM (1024 * 1024) /* a form without files */
/* A rule of a hundred conditions, a year of holidays. Fields are walked through
 * in a list, by tables of constant size: many of them cost nothing but their
 * bytes, of which there are LIMIT_FORM at most. */
#define LIMIT_FORM_FIELDS 1000
#define LIMIT_TEXT_FILES (1024 * 1024) /* that a form is read with */
#define LIMIT_URL 4096
#define LIMIT_PAGE (4 * 1024 * 1024) /* a page we render */
#define LIMIT_MARKDOWN (64 * 1024)

/* Files. The web server's limit of a request is a little more. */
#define LIMIT_FILE_BYTES (INT64_C(25) * 1024 * 1024)
#define LIMIT_FILES 20                                      /* of a message */
#define LIMIT_FILES_BYTES (INT64_C(50) * 1024 * 1024)       /* ... together */
#define LIMIT_FILES_DAY_BYTES (INT64_C(1024) * 1024 * 1024) /* of a person */
#define LIMIT_FILE_LINK_SECONDS 300
#define LIMIT_FILE_PREVIEW_BYTES (INT64_C(5) * 1024 * 1024) /* else an icon */
#define LIMIT_FILES_REQUEST (LIMIT_FILES_BYTES + 2 * INT64_C(1024) * 1024)
#define LIMIT_PART_HEAD (8 * 1024) /* what a multipart form says of a field */
#define LIMIT_PARTS (LIMIT_FORM_FIELDS + LIMIT_FILES)
#define LIMIT_XML_BYTES (8 * 1024 * 1024) /* settings as XML */
#define LIMIT_XML_ELEMENTS 200000
#define LIMIT_XML_ATTRIBUTES 40 /* of an element */
#define LIMIT_XML_DEPTH 16
#define LIMIT_XML_TEXT (64 * 1024) /* in one element */
#define LIMIT_UPLOAD_SECONDS 86400 /* that long one waits for its message */

/* A one-time link to set a password. */
#define LIMIT_INVITE_SECONDS (3 * 86400)

/* Sessions end after that long, however busy; idle ones earlier (conf.h). */
#define LIMIT_SESSION_STAFF_SECONDS (12 * 3600)
#define LIMIT_SESSION_CUSTOMER_SECONDS (30 * 86400)
#define LIMIT_SESSION_KEPT_SECONDS (7 * 86400) /* to know whose it was */
#define LIMIT_SESSIONS 100 /* of a person, to look through */

/* Whether agents are there. */
#define LIMIT_AWAY_SECONDS 900 /* without a request: away by itself */
#define LIMIT_PRESENCE_NOTE_SECONDS 60

/* Lists. */
#define LIMIT_PAGE_ROWS 50
#define LIMIT_PAGE_MESSAGES 50                /* of a ticket, on one page */
#define LIMIT_PAGE_MESSAGE_BYTES (512 * 1024) /* ... all together */
#define LIMIT_PAGE_EVENTS 5000  /* of a ticket that are read for its page */
#define LIMIT_CHOICES 100       /* people in a list to choose from */
#define LIMIT_SPOOL_SECONDS 900 /* that long exports may be fetched */
#define LIMIT_COUNT 999         /* counts are exact up to here, then 999+ */
#define LIMIT_LOG_SORT 10000    /* promises that are sorted by any column */
#define LIMIT_COUNT_SURE 1500   /* so many: not counted again for a while */
#define LIMIT_COUNT_SECONDS 30  /* ... that is */

/* Promises. */
#define LIMIT_TARGET_SECONDS (INT64_C(10) * 366 * 86400)
#define LIMIT_POSTPONEMENT (INT64_C(366) * 86400)
#define LIMIT_DEADLINE_SECONDS LIMIT_TARGET_SECONDS /* by hand, from now */
#define LIMIT_HORIZON_SECONDS (INT64_C(100) * 36525 * 864)
#define LIMIT_WINDOWS_PER_DAY 24
#define LIMIT_EXCEPTIONS 10000 /* dated exceptions of a calendar */
#define LIMIT_PAUSES 10000     /* of one calc line */
#define LIMIT_STEPS 16         /* escalation steps of a metric */
#define LIMIT_STEP_PERCENT 1000
#define LIMIT_STEP_ACTIONS 16     /* of a step */
#define LIMIT_STEP_ROUNDS 8       /* of steps that set each other off */
#define LIMIT_ACTION_NOTE 1000    /* characters */
#define LIMIT_ACTION_ANSWER 2000  /* characters */
#define LIMIT_ACTION_URL 1000     /* bytes */
#define LIMIT_NOTICES_PER_HOUR 60 /* to a person; the rest in one letter */

/* Resolved tickets that close by themselves. */
#define LIMIT_CLOSE_AFTER_LEAST 3600 /* seconds */
#define LIMIT_CLOSE_AFTER_SECONDS (366 * 86400)
#define LIMIT_CLOSE_RULES 1000   /* changes of when they do */
#define LIMIT_CLOSING_BATCH 1000 /* tickets told of a change at once */
#define LIMIT_CLOSING_BATCHES 20 /* ... in one pass of the sweeper */

/* Why a promise is due. */
#define LIMIT_EXPLAIN_EVENTS 50000 /* of a ticket that are gone through */
#define LIMIT_EXPLAIN_CLOCKS 50    /* on one page */
#define LIMIT_EXPLAIN_CHOICES 10   /* of levels, by rules */
#define LIMIT_EXPLAIN_CLOSURES 100 /* of one version of a calendar */

/* Closures that come back. */
#define LIMIT_CLOSURE_RULES 100      /* of a calendar */
#define LIMIT_CLOSURE_OFFSET 366     /* days from the day that a rule names */
#define LIMIT_CLOSURE_YEARS_BACK 3   /* so many years are generated */
#define LIMIT_CLOSURE_YEARS_AHEAD 10 /* ... and ahead */

/* Levels as files, and versions for open tickets too. */
#define LIMIT_LEVEL_BYTES (256 * 1024)
#define LIMIT_LEVEL_DAYS 3660      /* of a target in working days */
#define LIMIT_VERSIONS_SHOWN 100   /* of a level or calendar, the newest */
#define LIMIT_PREVIEW_TICKETS 2000 /* that a preview looks at */
/* No transaction of before such a version was kept is still under way then. */
#define LIMIT_APPLY_SECONDS 120

/* Business hours as files: LIMIT_EXCEPTIONS closures with their names fit. */
#define LIMIT_CALENDAR_BYTES (8 * 1024 * 1024)

/* Changes of settings: one side of one; what a list of them shows at once. */
#define LIMIT_AUDIT_BYTES LIMIT_CALENDAR_BYTES
#define LIMIT_AUDIT_SHOWN (64 * 1024)

/* Calendar files (iCalendar) and what they say is closed. */
#define LIMIT_ICS_BYTES (1024 * 1024)
#define LIMIT_ICS_LINES 50000
#define LIMIT_ICS_DEPTH 8 /* components within components */
#define LIMIT_ICS_EVENTS 2000
#define LIMIT_ICS_STEPS 200000 /* occurrences that are gone through */
#define LIMIT_ICS_CLOSURES 5000
#define LIMIT_ICS_DAYS 366   /* of one event */
#define LIMIT_ICS_SECONDS 5  /* to work a file out */
#define LIMIT_ICS_REVIEW 900 /* closures that are ticked on one page */
#define LIMIT_ICS_YEARS 20   /* that are asked about */

/* The database. */
#define LIMIT_STATEMENTS 200 /* prepared and kept, each connection */
#define LIMIT_TRIES 5        /* of a unit of work that met ERR_BUSY */
#define LIMIT_QUERY_SECONDS 10
#define LIMIT_PAGE_QUERY_SECONDS 5 /* of one statement of a page */
#define LIMIT_PAGE_SECONDS 8       /* of all of them; then 503 */

/* calc, replay and imports. */
#define LIMIT_CALC_LINE (1024 * 1024)
#define LIMIT_CALC_CALENDARS 1024
#define LIMIT_REPLAY_LINE (1024 * 1024)
#define LIMIT_REPLAY_CALENDARS 100 /* of a scenario, and so on */
#define LIMIT_REPLAY_EVENTS 10000
#define LIMIT_REPLAY_ASKS 5000
#define LIMIT_REPLAY_DAYS 3660 /* of a target in working days */
#define LIMIT_REPLAY_NAME 200  /* bytes of a calendar's or a person's */
#define LIMIT_CSV_FIELD (64 * 1024)

/* The log. */
#define LOG_VALUE_MAX 2000

/* What rules ask. */
#define LIMIT_RULES 500 /* of a kind */
#define LIMIT_RULE_GROUPS 20
#define LIMIT_RULE_CONDITIONS 100 /* of a rule */
#define LIMIT_RULE_ACTIONS 20
#define LIMIT_RULE_NOTE 500
#define LIMIT_RULE_ROUNDS 8           /* of rules that set each other off */
#define LIMIT_RULE_TRACE 8000         /* bytes: what they said of one event */
#define LIMIT_RULE_BYTES (256 * 1024) /* one, as JSON */
#define LIMIT_RULE_VALUES 50          /* that one condition compares with */
#define LIMIT_RULE_TEXT 500           /* each of them, in characters */
#define LIMIT_RULE_VERSIONS 20        /* of one that its page shows */
#define LIMIT_RULE_FINDINGS 200       /* of lint, of a kind */
#define LIMIT_RULE_LINT 2000000       /* questions that lint asks */
#define LIMIT_RULE_PREVIEW 400        /* open tickets that a preview looks at */
#define LIMIT_RULE_PREVIEW_ROWS 10    /* ... and shows */
#define LIMIT_PATTERN_MEMORY (INT64_C(4) * 1024 * 1024) /* bytes */

/* Calls of URLs. */
#define LIMIT_CALL_TARGETS 100           /* hosts that may be called */
#define LIMIT_CALL_SECONDS 5             /* one call, the name looked up too */
#define LIMIT_CALL_BYTES (64 * 1024)     /* that are read of an answer */
#define LIMIT_CALL_ANSWER 500            /* characters of it that are kept */
#define LIMIT_CALL_BODY (1000 * 1000)    /* bytes that are sent */
#define LIMIT_CALL_ADDRESSES 16          /* of a host; more: it is refused */
#define LIMIT_CALLS_AT_ONCE 16           /* by one duedesk-hook */
#define LIMIT_CALLS_TO_ONE 4             /* ... to one host */
#define LIMIT_CALL_TRIES 8               /* ... then it is given up */
#define LIMIT_CALL_AGE_SECONDS 86400     /* ... at the latest */
#define LIMIT_CALL_LEASE_SECONDS 30      /* others leave it alone that long */
#define LIMIT_CALL_FAILURES 10           /* in a row: the host gets a rest */
#define LIMIT_CALL_REST_SECONDS 300      /* ... that long */
#define LIMIT_CALL_OVERLAP_SECONDS 86400 /* an old secret signs too */
#define LIMIT_CALL_LOG_SECONDS (30 * 86400)

#endif
