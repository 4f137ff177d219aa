{{%AUTOESCAPE context="HTML"}}
{{!
  The frame of every page. C makes this view, sets what is listed here, adds
  the page itself as the include BODY (file: one of the page templates) and
  fills that include's own names.

  How templates are written, once for all of them
    - Words stand as [[...]]; the build expands them for each language. A
      sentence may hold plain variables, never tags.
    - Includes inherit nothing but global names. Global names of every page:
        CSRF        the session's form token (hidden input "csrf")
        ONCE        a fresh token for each page shown; a form sends it as
                    "once", with a suffix naming the form: "TOKEN-reply". The
                    same "once" twice is one act, not two
        SERVER_NOW  unix seconds at which the page was made: 1763971200
        ZONE        the viewer's zone: Europe/Berlin
        DESK        the desk's name: Harbour Office
        HOME_URL    the desk's first page: "/", but on the origin of files
                    "https://desk.example.org/"
    - A time T is three variables in the viewer's zone: T "Tue 10:00",
      T_FULL "Tue 24 Nov 2026, 10:00 CET (Europe/Berlin)",
      T_ISO "2026-11-24T10:00:00+01:00". Where a page needs fewer it says so.
    - A duration is text of the two largest units: "1 h 20 m".
    - A URL is a whole path from "/", already encoded: "/inbox?view=mine".
    - "one of" means that exactly one of these sections is shown.

  URLs that templates rely on
    GET  /session/new   POST /session   POST /session/end
    GET  /tickets       GET  /tickets/new   POST /tickets
    GET  /tickets/CODE  POST /tickets/CODE/messages, notes, assignment,
                        postponement, resolution, reopening
    GET  /inbox?view=due, overdue, today, unassigned, mine, all, answered,
                        postponed, resolved, spam, deleted
    GET  /tickets?whose=mine, company; state=all, open, solved
    GET  /find?q=CODE
    GET  /reports/log   GET  /reports/log.csv
    GET  /calls?show=well, failed, refused
    GET  /audit   GET  /audit/OID   GET  /audit.csv
    GET  /reports/compliance   GET  /reports/compliance.csv
    GET  /people  /departments  /tags  /groups  /customers  /companies  (and /OID of each)
    GET  /welcome?token=...   POST /welcome

  One of (title and where we are in the navigation)
    AT_SIGN_IN AT_NEW AT_TICKETS AT_INBOX AT_FIND AT_LOG AT_COMPLIANCE AT_ERROR AT_STYLE
    AT_ACCOUNT AT_WELCOME AT_AUDIT AT_CALLS
    AT_PEOPLE AT_DEPARTMENTS AT_TAGS AT_GROUPS AT_FIELDS AT_RULES AT_CALENDARS AT_CUSTOMERS AT_COMPANIES AT_SETTINGS
    AT_TICKET   with TITLE, the subject
    of AT_INBOX one of IN_DUE_NEXT IN_OVERDUE IN_DUE_TODAY IN_UNASSIGNED IN_MINE
    IN_OPEN IN_ANSWERED IN_POSTPONED IN_RESOLVED IN_SPAM IN_DELETED, the view
  Sections
    ABOUT           0 or 1: ABOUT_WHAT, a name before the title of the page
    INVALID         a form came back with errors (prefixes the title)
    USER            somebody is signed in: USER_NAME, USER_EMAIL, USER_INITIALS,
                    IDLE, seconds without a request after which they are not
      PRESENCE      they answer tickets: HERE, the address of this page; one of
                    IS_ONLINE IS_PAUSED IS_AWAY
      NAV_CUSTOMER  shows New ticket, My tickets
      NAV_AGENT     shows Inbox, and the box that finds a ticket
      NAV_MANAGER   shows SLA log, SLA compliance
      NAV_LOOK_UP   shows Customers
      NAV_ADMIN     shows Set-up
    GUEST           nobody is signed in (the opposite of USER)
    SANDBOX         nothing leaves this desk, whoever looks at it
    ZONE_NOTE       shows the zone in the footer
    MADE_BY         the same for the program's name, to staff
    LATE            for staff: the sweeper stays out; one of LATE_NEVER,
                    LATE_SINCE (LAST, LAST_FULL, LAST_ISO)
  Includes
    FLASH           parts/flash.tpl, what just happened
    USER_PRESENCE   parts/presence.tpl, with PRESENCE
    BODY            the page
}}
<!DOCTYPE html>
<html lang="[[en]]" dir="[[ltr]]">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{#SANDBOX}}[[Sandbox]]: {{/SANDBOX}}{{#INVALID}}[[Error]]: {{/INVALID}}{{#ABOUT}}{{ABOUT_WHAT}} · {{/ABOUT}}{{#AT_WELCOME}}[[Welcome]]{{/AT_WELCOME}}{{#AT_PEOPLE}}[[People]]{{/AT_PEOPLE}}{{#AT_DEPARTMENTS}}[[Departments]]{{/AT_DEPARTMENTS}}{{#AT_TAGS}}[[Tags]]{{/AT_TAGS}}{{#AT_GROUPS}}[[Groups]]{{/AT_GROUPS}}{{#AT_FIELDS}}[[Fields]]{{/AT_FIELDS}}{{#AT_RULES}}[[Rules]]{{/AT_RULES}}{{#AT_CALENDARS}}[[Business hours]]{{/AT_CALENDARS}}{{#AT_LEVELS}}[[SLA levels]]{{/AT_LEVELS}}{{#AT_SETTINGS}}[[Settings]]{{/AT_SETTINGS}}{{#AT_AUDIT}}[[Audit log]]{{/AT_AUDIT}}{{#AT_CALLS}}[[Calls]]{{/AT_CALLS}}{{#AT_CUSTOMERS}}[[Customers]]{{/AT_CUSTOMERS}}{{#AT_COMPANIES}}[[Companies]]{{/AT_COMPANIES}}{{#AT_SIGN_IN}}[[Sign in]]{{/AT_SIGN_IN}}{{#AT_NEW}}[[New ticket]]{{/AT_NEW}}{{#AT_TICKETS}}[[My tickets]]{{/AT_TICKETS}}{{#AT_TICKET}}{{TITLE}}{{/AT_TICKET}}{{#AT_INBOX}}{{#IN_DUE_NEXT}}[[Due next]]{{/IN_DUE_NEXT}}{{#IN_OVERDUE}}[[Overdue]]{{/IN_OVERDUE}}{{#IN_DUE_TODAY}}[[Due today]]{{/IN_DUE_TODAY}}{{#IN_UNASSIGNED}}[[Unassigned]]{{/IN_UNASSIGNED}}{{#IN_MINE}}[[Mine]]{{/IN_MINE}}{{#IN_OPEN}}[[All open]]{{/IN_OPEN}}{{#IN_ANSWERED}}[[Answered]]{{/IN_ANSWERED}}{{#IN_POSTPONED}}[[Postponed]]{{/IN_POSTPONED}}{{#IN_RESOLVED}}[[Resolved]]{{/IN_RESOLVED}}{{#IN_SPAM}}[[Spam]]{{/IN_SPAM}}{{#IN_DELETED}}[[Deleted]]{{/IN_DELETED}} · [[Inbox]]{{/AT_INBOX}}{{#AT_FIND}}[[Find a ticket]]{{/AT_FIND}}{{#AT_LOG}}[[SLA log]]{{/AT_LOG}}{{#AT_COMPLIANCE}}[[SLA compliance]]{{/AT_COMPLIANCE}}{{#AT_STYLE}}[[Style]]{{/AT_STYLE}}{{#AT_ACCOUNT}}[[Your account]]{{/AT_ACCOUNT}}{{#AT_ERROR}}[[Something is not right]]{{/AT_ERROR}} · {{DESK}}</title>
{{#AT_WELCOME}}<meta name="referrer" content="strict-origin">{{/AT_WELCOME}}
<link rel="icon" href="/static/icons/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/css/tokens.css">
<link rel="stylesheet" href="/static/css/reset.css">
<link rel="stylesheet" href="/static/css/base.css">
<link rel="stylesheet" href="/static/css/frame.css">
<link rel="stylesheet" href="/static/css/parts.css">
<link rel="stylesheet" href="/static/css/forms.css">
<link rel="stylesheet" href="/static/css/tables.css">
<link rel="stylesheet" href="/static/css/rail.css">
<link rel="stylesheet" href="/static/css/files.css">
<link rel="stylesheet" href="/static/css/promise.css">
{{#AT_INBOX}}<link rel="stylesheet" href="/static/css/lists.css">{{/AT_INBOX}}
{{#AT_TICKETS}}<link rel="stylesheet" href="/static/css/lists.css">{{/AT_TICKETS}}
{{#AT_TICKET}}<link rel="stylesheet" href="/static/css/ticket.css">
<link rel="stylesheet" href="/static/css/rules.css">{{/AT_TICKET}}
{{#AT_CALENDARS}}<link rel="stylesheet" href="/static/css/apply.css">
<link rel="stylesheet" href="/static/css/calendars.css">{{/AT_CALENDARS}}
{{#AT_LOG}}<link rel="stylesheet" href="/static/css/reports.css">{{/AT_LOG}}
{{#AT_AUDIT}}<link rel="stylesheet" href="/static/css/reports.css">
<link rel="stylesheet" href="/static/css/audit.css">{{/AT_AUDIT}}
{{#AT_CALLS}}<link rel="stylesheet" href="/static/css/calls.css">{{/AT_CALLS}}
{{#AT_COMPLIANCE}}<link rel="stylesheet" href="/static/css/reports.css">{{/AT_COMPLIANCE}}
{{#AT_LEVELS}}<link rel="stylesheet" href="/static/css/apply.css">
<link rel="stylesheet" href="/static/css/levels.css">{{/AT_LEVELS}}
{{#AT_RULES}}<link rel="stylesheet" href="/static/css/rules.css">{{/AT_RULES}}
{{#AT_STYLE}}<link rel="stylesheet" href="/static/css/lists.css">
<link rel="stylesheet" href="/static/css/ticket.css">
<link rel="stylesheet" href="/static/css/style.css">{{/AT_STYLE}}
<link rel="stylesheet" href="/static/css/utilities.css">
<script type="module" src="/static/js/desk.js"></script>
{{#AT_LEVELS}}<script type="module" src="/static/js/levels.js"></script>
{{/AT_LEVELS}}{{#AT_RULES}}<script type="module" src="/static/js/rules.js"></script>
{{/AT_RULES}}{{#USER}}<script type="module" src="/static/js/idle.js"></script>
{{#AT_CALENDARS}}<script type="module" src="/static/js/calendars.js"></script>
{{/AT_CALENDARS}}{{/USER}}</head>
<body data-server-now="{{SERVER_NOW}}" data-word-overdue="[[overdue]]" data-word-day="[[d]]" data-word-hour="[[h]]" data-word-minute="[[m]]" data-word-second="[[s]]">
<a class="skip" href="#main">[[Skip to the content]]</a>
<header class="top">
<a class="brand" href="{{HOME_URL}}"><svg class="brand__mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><span class="brand__name" dir="auto">{{DESK}}</span></a>
{{#USER}}
<nav class="nav" aria-label="[[Main]]">
<ul class="nav__list">
{{#NAV_AGENT}}
<li><a class="nav__link" href="/inbox"{{#AT_INBOX}} aria-current="page"{{/AT_INBOX}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#inbox"></use></svg>[[Inbox]]</a></li>
{{/NAV_AGENT}}
{{#NAV_CUSTOMER}}
<li><a class="nav__link" href="/tickets/new"{{#AT_NEW}} aria-current="page"{{/AT_NEW}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#plus"></use></svg>[[New ticket]]</a></li>
<li><a class="nav__link" href="/tickets"{{#AT_TICKETS}} aria-current="page"{{/AT_TICKETS}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#list"></use></svg>[[My tickets]]</a></li>
{{/NAV_CUSTOMER}}
{{#NAV_MANAGER}}
<li><a class="nav__link" href="/reports/log"{{#AT_LOG}} aria-current="page"{{/AT_LOG}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#log"></use></svg>[[SLA log]]</a></li>
<li><a class="nav__link" href="/reports/compliance"{{#AT_COMPLIANCE}} aria-current="page"{{/AT_COMPLIANCE}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#chart"></use></svg>[[SLA compliance]]</a></li>
{{/NAV_MANAGER}}
{{#NAV_LOOK_UP}}
<li><a class="nav__link" href="/customers"{{#AT_CUSTOMERS}} aria-current="page"{{/AT_CUSTOMERS}}{{#AT_COMPANIES}} aria-current="true"{{/AT_COMPANIES}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#person"></use></svg>[[Customers]]</a></li>
{{/NAV_LOOK_UP}}
{{#NAV_ADMIN}}
<li><a class="nav__link" href="/people"{{#AT_PEOPLE}} aria-current="page"{{/AT_PEOPLE}}{{#AT_DEPARTMENTS}} aria-current="true"{{/AT_DEPARTMENTS}}{{#AT_TAGS}} aria-current="true"{{/AT_TAGS}}{{#AT_GROUPS}} aria-current="true"{{/AT_GROUPS}}{{#AT_FIELDS}} aria-current="true"{{/AT_FIELDS}}{{#AT_RULES}} aria-current="true"{{/AT_RULES}}{{#AT_SETTINGS}} aria-current="true"{{/AT_SETTINGS}}{{#AT_AUDIT}} aria-current="true"{{/AT_AUDIT}}{{#AT_CALLS}} aria-current="true"{{/AT_CALLS}}{{#AT_LEVELS}} aria-current="true"{{/AT_LEVELS}}{{#AT_CALENDARS}} aria-current="true"{{/AT_CALENDARS}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#gear"></use></svg>[[Set-up]]</a></li>
{{/NAV_ADMIN}}
</ul>
</nav>
{{#NAV_AGENT}}<form class="find" method="get" action="/find" role="search" aria-label="[[Find a ticket]]"><input class="input find__input" type="search" name="q" aria-label="[[Open a ticket by its code]]" placeholder="[[Ticket code]]" maxlength="200" autocomplete="off" autocapitalize="characters" spellcheck="false"></form>
{{/NAV_AGENT}}<details class="menu">
<summary class="menu__button"><span class="avatar" aria-hidden="true">{{USER_INITIALS}}</span><span class="menu__name">{{USER_NAME}}</span>{{>USER_PRESENCE}}<svg class="icon menu__chevron" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#down"></use></svg></summary>
<div class="menu__panel">
<p class="menu__who"><strong>{{USER_NAME}}</strong><br><span class="muted">{{USER_EMAIL}}</span></p>
{{#PRESENCE}}<form method="post" action="/presence">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-presence">
<input type="hidden" name="next" value="{{HERE}}">
<fieldset class="menu__group"><legend class="menu__title">[[Your status]]</legend>
<button class="menu__item" type="submit" name="presence" value="online" aria-pressed="{{#IS_ONLINE}}true{{/IS_ONLINE}}{{#IS_PAUSED}}false{{/IS_PAUSED}}{{#IS_AWAY}}false{{/IS_AWAY}}"><span class="presence presence--online">[[Online]]</span></button>
<button class="menu__item" type="submit" name="presence" value="paused" aria-pressed="{{#IS_ONLINE}}false{{/IS_ONLINE}}{{#IS_PAUSED}}true{{/IS_PAUSED}}{{#IS_AWAY}}false{{/IS_AWAY}}"><span class="presence presence--paused">[[Paused]]</span></button>
<button class="menu__item" type="submit" name="presence" value="away" aria-pressed="{{#IS_ONLINE}}false{{/IS_ONLINE}}{{#IS_PAUSED}}false{{/IS_PAUSED}}{{#IS_AWAY}}true{{/IS_AWAY}}"><span class="presence">[[Away]]</span></button>
</fieldset>
</form>
{{/PRESENCE}}<a class="menu__item" href="/account"{{#AT_ACCOUNT}} aria-current="page"{{/AT_ACCOUNT}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#edit"></use></svg>[[Your account]]</a>
<form method="post" action="/session/end">
<input type="hidden" name="csrf" value="{{CSRF}}">
<button class="menu__item" type="submit" data-once><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#leave"></use></svg>[[Sign out]]</button>
</form>
</div>
</details>
{{/USER}}
{{#GUEST}}
{{/GUEST}}
</header>
{{#SANDBOX}}<p class="sandbox" role="note"><strong>[[Sandbox]]</strong> [[This desk is for trying things out: no letter and no call leaves it.]]</p>
{{/SANDBOX}}<main class="main" id="main" tabindex="-1">
{{#USER}}<p class="notice idle" role="alert" data-idle="{{IDLE}}" hidden>[[You will be signed out soon, as nothing has happened here for a while. What you have typed is kept.]] <button class="button" type="button">[[Stay signed in]]</button></p>
{{/USER}}{{#LATE}}<p class="notice notice--bad" role="status">{{#LATE_SINCE}}[[Deadlines are being checked late: last at]] <time datetime="{{LAST_ISO}}" title="{{LAST_FULL}}">{{LAST}}</time>. {{/LATE_SINCE}}{{#LATE_NEVER}}[[Nobody checks deadlines: the sweeper has never run.]] {{/LATE_NEVER}}[[Reminders and overdue marks wait; what you see of each promise is right. Tell whoever runs your desk.]]</p>
{{/LATE}}{{>FLASH}}
{{>BODY}}
</main>
<footer class="foot">
{{#ZONE_NOTE}}<p>[[Times are shown in {{ZONE}}.]]{{#MADE_BY}} <span class="foot__made">[[duedesk]]</span>{{/MADE_BY}}</p>{{/ZONE_NOTE}}
{{#USER}}<button class="foot__keys" type="button" data-keys><kbd>?</kbd> [[Keyboard]]</button>{{/USER}}
</footer>
<dialog class="keys" id="keys" aria-labelledby="keys-title">
<form method="dialog" class="keys__head"><h2 id="keys-title">[[Keyboard]]</h2><button class="button button--quiet" type="submit">[[Close]]</button></form>
<dl class="keys__list">
<div><dt><kbd>?</kbd></dt><dd>[[This list]]</dd></div>
<div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>[[Next and previous ticket, in a list and from a ticket]]</dd></div>
<div><dt><kbd>o</kbd></dt><dd>[[Open the ticket]]</dd></div>
<div><dt><kbd>r</kbd></dt><dd>[[Reply]]</dd></div>
<div><dt><kbd>n</kbd></dt><dd>[[Private note]]</dd></div>
<div><dt><kbd>a</kbd></dt><dd>[[Agent]]</dd></div>
<div><dt><kbd>t</kbd></dt><dd>[[Tags]]</dd></div>
<div><dt><kbd>s</kbd></dt><dd>[[What to do: take, postpone, resolve]]</dd></div>
<div><dt><kbd>e</kbd></dt><dd>[[Send the reply and resolve]]</dd></div>
<div><dt><kbd>/</kbd></dt><dd>[[Search, or open a ticket by its code]]</dd></div>
</dl>
<label class="pick"><input type="checkbox" id="keys-on" checked>[[Keys are on]]</label>
</dialog>
</body>
</html>
