{{%AUTOESCAPE context="HTML"}}
{{!
  What the words of settings are called in the log of their changes: each
  section is one, T_ and the word as the command line writes it, read once at
  start (src/web/setting_words.c).
}}
{{#T_NAME}}[[Name]]{{/T_NAME}}
{{#T_EMAIL}}[[E-mail address]]{{/T_EMAIL}}
{{#T_ZONE}}[[Time zone]]{{/T_ZONE}}
{{#T_ROLES}}[[Roles]]{{/T_ROLES}}
{{#T_DEPARTMENTS}}[[Departments]]{{/T_DEPARTMENTS}}
{{#T_DEPARTMENT}}[[Department]]{{/T_DEPARTMENT}}
{{#T_COMPANY}}[[Company]]{{/T_COMPANY}}
{{#T_SEES_COMPANY}}[[Sees all tickets of the company]]{{/T_SEES_COMPANY}}
{{#T_GROUPS}}[[Groups]]{{/T_GROUPS}}
{{#T_GROUP}}[[Group]]{{/T_GROUP}}
{{#T_NOTE}}[[Note]]{{/T_NOTE}}
{{#T_HAS_PASSWORD}}[[Can sign in with a password]]{{/T_HAS_PASSWORD}}
{{#T_DISABLED}}[[Disabled]]{{/T_DISABLED}}
{{#T_FIELDS}}[[Custom fields]]{{/T_FIELDS}}
{{#T_OPEN_TO_ALL}}[[Customers may choose it]]{{/T_OPEN_TO_ALL}}
{{#T_ARCHIVED}}[[Archived]]{{/T_ARCHIVED}}
{{#T_MEMBERS}}[[Members]]{{/T_MEMBERS}}
{{#T_COLOUR}}[[Colour]]{{/T_COLOUR}}
{{#T_PUBLIC}}[[Customers see it]]{{/T_PUBLIC}}
{{#T_MERGED_INTO}}[[Merged into]]{{/T_MERGED_INTO}}
{{#T_OF}}[[Of]]{{/T_OF}}
{{#T_KIND}}[[Kind]]{{/T_KIND}}
{{#T_SHOWN}}[[Customers see it]]{{/T_SHOWN}}
{{#T_REQUIRED}}[[Customers must fill it in]]{{/T_REQUIRED}}
{{#T_PLACE}}[[Place]]{{/T_PLACE}}
{{#T_CHOICES}}[[Choices]]{{/T_CHOICES}}
{{#T_CLOSE_AFTER}}[[Closes by itself after]]{{/T_CLOSE_AFTER}}
{{#T_SANDBOX}}[[Sandbox]]{{/T_SANDBOX}}
{{#T_VERSION}}[[Version]]{{/T_VERSION}}
{{#T_CALENDAR}}[[Calendar]]{{/T_CALENDAR}}
{{#T_TARGETS}}[[Promises]]{{/T_TARGETS}}
{{#T_PAUSES}}[[Pauses while]]{{/T_PAUSES}}
{{#T_STEPS}}[[Escalation]]{{/T_STEPS}}
{{#T_ON_CHANGE}}[[When the level changes]]{{/T_ON_CHANGE}}
{{#T_REOPEN}}[[When it is reopened]]{{/T_REOPEN}}
{{#T_REOPEN_WINDOW}}[[Reopened within]]{{/T_REOPEN_WINDOW}}
{{#T_BY_AGENT}}[[Tickets that agents open]]{{/T_BY_AGENT}}
{{#T_MAX_PAUSE}}[[Longest pause]]{{/T_MAX_PAUSE}}
{{#T_GRACE}}[[Grace]]{{/T_GRACE}}
{{#T_LATE}}[[Late after]]{{/T_LATE}}
{{#T_BY_CONSUMPTION}}[[Judged by the time that was used]]{{/T_BY_CONSUMPTION}}
{{#T_PRIORITY}}[[Priority]]{{/T_PRIORITY}}
{{#T_SECONDS}}[[Time]]{{/T_SECONDS}}
{{#T_PERCENT}}[[Percent]]{{/T_PERCENT}}
{{#T_DAYS}}[[Working days]]{{/T_DAYS}}
{{#T_NEXT_OPEN}}[[After the next opening]]{{/T_NEXT_OPEN}}
{{#T_UNIT}}[[Counted in]]{{/T_UNIT}}
{{#T_ACTIONS}}[[Does]]{{/T_ACTIONS}}
{{#T_DO}}[[Does]]{{/T_DO}}
{{#T_ADDRESS}}[[Address]]{{/T_ADDRESS}}
{{#T_PERSON}}[[Person]]{{/T_PERSON}}
{{#T_TAG}}[[Tag]]{{/T_TAG}}
{{#T_LEVEL}}[[Level]]{{/T_LEVEL}}
{{#T_TEXT}}[[Text]]{{/T_TEXT}}
{{#T_URL}}[[URL]]{{/T_URL}}
{{#T_ALWAYS_OPEN}}[[Around the clock]]{{/T_ALWAYS_OPEN}}
{{#T_WEEK}}[[Opening hours]]{{/T_WEEK}}
{{#T_CLOSURES}}[[Closures]]{{/T_CLOSURES}}
{{#T_RECURRING}}[[Closures that come back]]{{/T_RECURRING}}
{{#T_REPLACEMENTS}}[[Days with other hours]]{{/T_REPLACEMENTS}}
{{#T_DATE}}[[Date]]{{/T_DATE}}
{{#T_WINDOWS}}[[Hours]]{{/T_WINDOWS}}
{{#T_FROM}}[[From]]{{/T_FROM}}
{{#T_TO}}[[To]]{{/T_TO}}
{{#T_MODE}}[[When clocks change]]{{/T_MODE}}
{{#T_RULE}}[[Comes back by]]{{/T_RULE}}
{{#T_MONTH}}[[Month]]{{/T_MONTH}}
{{#T_DAY}}[[Day]]{{/T_DAY}}
{{#T_WEEKDAY}}[[Weekday]]{{/T_WEEKDAY}}
{{#T_NTH}}[[Which of the month]]{{/T_NTH}}
{{#T_OFFSET}}[[Days from it]]{{/T_OFFSET}}
{{#T_FIRST_YEAR}}[[First year]]{{/T_FIRST_YEAR}}
{{#T_LAST_YEAR}}[[Last year]]{{/T_LAST_YEAR}}
{{#T_ACTIVE}}[[Active]]{{/T_ACTIVE}}
{{#T_IF}}[[If]]{{/T_IF}}
{{#T_THEN}}[[Then]]{{/T_THEN}}
{{#T_ON}}[[Set off by]]{{/T_ON}}
{{#T_STOP}}[[No other rule is asked]]{{/T_STOP}}
{{#T_KEEP_APPLYING}}[[Asked again when something changes]]{{/T_KEEP_APPLYING}}
{{#T_FIELD}}[[Field]]{{/T_FIELD}}
{{#T_OP}}[[Asks]]{{/T_OP}}
{{#T_VALUES}}[[Is]]{{/T_VALUES}}
{{#T_VALUE}}[[Is]]{{/T_VALUE}}
{{#T_METRIC}}[[Promise]]{{/T_METRIC}}
{{#T_DID}}[[Besides]]{{/T_DID}}
{{#T_YES}}[[Yes]]{{/T_YES}}
{{#T_NO}}[[No]]{{/T_NO}}
{{#T_NONE}}[[None]]{{/T_NONE}}
{{#T_INVALID}}[[Invalid]]{{/T_INVALID}}
{{#T_FIRST_ANSWER}}[[First answer]]{{/T_FIRST_ANSWER}}
{{#T_NEXT_ANSWER}}[[Next answer]]{{/T_NEXT_ANSWER}}
{{#T_FIRST_ASSIGN}}[[First assignment]]{{/T_FIRST_ASSIGN}}
{{#T_FIRST_RESOLVE}}[[First resolution]]{{/T_FIRST_RESOLVE}}
{{#T_CHAT_ANSWER}}[[Chat answer]]{{/T_CHAT_ANSWER}}
{{#T_CALL_ANSWER}}[[Call answer]]{{/T_CALL_ANSWER}}
{{#T_KEEP_INFORMED}}[[Keep informed]]{{/T_KEEP_INFORMED}}
{{#T_NEW}}[[New]]{{/T_NEW}}
{{#T_OPEN}}[[Open]]{{/T_OPEN}}
{{#T_ANSWERED}}[[Answered]]{{/T_ANSWERED}}
{{#T_POSTPONED}}[[Postponed]]{{/T_POSTPONED}}
{{#T_RESOLVED}}[[Resolved]]{{/T_RESOLVED}}
{{#T_CLOSED}}[[Closed]]{{/T_CLOSED}}
{{#T_URGENT}}[[Urgent]]{{/T_URGENT}}
{{#T_HIGH}}[[High]]{{/T_HIGH}}
{{#T_NORMAL}}[[Normal]]{{/T_NORMAL}}
{{#T_LOW}}[[Low]]{{/T_LOW}}
{{#T_WORKING}}[[Open time]]{{/T_WORKING}}
{{#T_RETARGET}}[[New target, counted from the start]]{{/T_RETARGET}}
{{#T_REJUDGE}}[[New target, for past cycles too]]{{/T_REJUDGE}}
{{#T_RESTART}}[[Starts anew]]{{/T_RESTART}}
{{#T_KEEP}}[[Keeps the old target]]{{/T_KEEP}}
{{#T_FIRST_ONLY}}[[No new promise]]{{/T_FIRST_ONLY}}
{{#T_NEW_CYCLE}}[[A new cycle]]{{/T_NEW_CYCLE}}
{{#T_CONTINUE}}[[Goes on]]{{/T_CONTINUE}}
{{#T_START}}[[Counts]]{{/T_START}}
{{#T_MET}}[[Kept at once]]{{/T_MET}}
{{#T_CUSTOMER}}[[Customer]]{{/T_CUSTOMER}}
{{#T_READ_ONLY}}[[Read-only]]{{/T_READ_ONLY}}
{{#T_AGENT}}[[Agent]]{{/T_AGENT}}
{{#T_MANAGER}}[[Manager]]{{/T_MANAGER}}
{{#T_ADMIN}}[[Admin]]{{/T_ADMIN}}
{{#T_OWNER}}[[Owner]]{{/T_OWNER}}
{{#T_TICKET}}[[Ticket]]{{/T_TICKET}}
{{#T_FLAG}}[[Yes or no]]{{/T_FLAG}}
{{#T_NUMBER}}[[Number]]{{/T_NUMBER}}
{{#T_CHOICE}}[[One choice]]{{/T_CHOICE}}
{{#T_APPLIED}}[[For open tickets too]]{{/T_APPLIED}}
{{#T_PASSWORD}}[[New password]]{{/T_PASSWORD}}
{{#T_PASSWORD_BY_LINK}}[[New password, by a link]]{{/T_PASSWORD_BY_LINK}}
{{#T_LINK}}[[Link to sign in by]]{{/T_LINK}}
{{#T_SESSION_ENDED}}[[A session was ended]]{{/T_SESSION_ENDED}}
{{#T_SESSIONS_ENDED}}[[All sessions were ended]]{{/T_SESSIONS_ENDED}}
{{#T_TELL_AGENT}}[[Tell the agent]]{{/T_TELL_AGENT}}
{{#T_TELL_DEPARTMENT}}[[Tell the department]]{{/T_TELL_DEPARTMENT}}
{{#T_TELL_MANAGERS}}[[Tell the department's managers]]{{/T_TELL_MANAGERS}}
{{#T_TELL_ALL_MANAGERS}}[[Tell all managers]]{{/T_TELL_ALL_MANAGERS}}
{{#T_TELL_ADDRESS}}[[Write to]]{{/T_TELL_ADDRESS}}
{{#T_TELL_PERSON}}[[Tell]]{{/T_TELL_PERSON}}
{{#T_ASSIGN}}[[Assign to]]{{/T_ASSIGN}}
{{#T_TRANSFER}}[[Move to]]{{/T_TRANSFER}}
{{#T_UNTAG}}[[Take off the tag]]{{/T_UNTAG}}
{{#T_CALL}}[[Call]]{{/T_CALL}}
{{#T_ANSWER}}[[Answer]]{{/T_ANSWER}}
{{#T_RESOLVE}}[[Resolve]]{{/T_RESOLVE}}
{{#T_CLOSE}}[[Close]]{{/T_CLOSE}}
{{#T_POSTPONE}}[[Postpone]]{{/T_POSTPONE}}
{{#T_MARK_ANSWERED}}[[Mark as answered]]{{/T_MARK_ANSWERED}}
{{#T_SPAM}}[[Mark as spam]]{{/T_SPAM}}
{{#T_DELETE}}[[Delete]]{{/T_DELETE}}
{{#T_RED}}[[Red]]{{/T_RED}}
{{#T_ORANGE}}[[Orange]]{{/T_ORANGE}}
{{#T_YELLOW}}[[Yellow]]{{/T_YELLOW}}
{{#T_GREEN}}[[Green]]{{/T_GREEN}}
{{#T_TEAL}}[[Teal]]{{/T_TEAL}}
{{#T_BLUE}}[[Blue]]{{/T_BLUE}}
{{#T_PURPLE}}[[Purple]]{{/T_PURPLE}}
{{#T_PINK}}[[Pink]]{{/T_PINK}}
{{#T_BROWN}}[[Brown]]{{/T_BROWN}}
{{#T_MON}}[[Monday]]{{/T_MON}}
{{#T_TUE}}[[Tuesday]]{{/T_TUE}}
{{#T_WED}}[[Wednesday]]{{/T_WED}}
{{#T_THU}}[[Thursday]]{{/T_THU}}
{{#T_FRI}}[[Friday]]{{/T_FRI}}
{{#T_SAT}}[[Saturday]]{{/T_SAT}}
{{#T_SUN}}[[Sunday]]{{/T_SUN}}
{{#T_EASTER}}[[Easter]]{{/T_EASTER}}
{{#T_CIVIL}}[[By the clock on the wall]]{{/T_CIVIL}}
{{#T_SHIFT}}[[By the hours that pass]]{{/T_SHIFT}}
{{#T_SLA}}[[SLA rule]]{{/T_SLA}}
{{#T_EVENT}}[[Rule]]{{/T_EVENT}}
{{#T_TIME}}[[Time rule]]{{/T_TIME}}
{{#T_STATUS}}[[Status]]{{/T_STATUS}}
{{#T_CREATED}}[[Created]]{{/T_CREATED}}
{{#T_CHANGED}}[[Changed]]{{/T_CHANGED}}
{{#T_DELETED}}[[Deleted]]{{/T_DELETED}}
{{#T_ASSIGNEE}}[[Agent]]{{/T_ASSIGNEE}}
{{#T_REQUESTER}}[[Requester]]{{/T_REQUESTER}}
{{#T_AGENT_STATUS}}[[Agent's status]]{{/T_AGENT_STATUS}}
{{#T_TAGS}}[[Tags]]{{/T_TAGS}}
{{#T_SUBJECT}}[[Subject]]{{/T_SUBJECT}}
{{#T_MESSAGE}}[[Last message]]{{/T_MESSAGE}}
{{#T_MESSAGE_BY}}[[Last message by]]{{/T_MESSAGE_BY}}
{{#T_REFERRER}}[[Came from]]{{/T_REFERRER}}
{{#T_LANGUAGE}}[[Language]]{{/T_LANGUAGE}}
{{#T_INVITED}}[[Invited]]{{/T_INVITED}}
{{#T_SOURCE}}[[Channel]]{{/T_SOURCE}}
{{#T_CUSTOM}}[[Custom field]]{{/T_CUSTOM}}
{{#T_DUE}}[[Due]]{{/T_DUE}}
{{#T_STATUS_SINCE}}[[Status since]]{{/T_STATUS_SINCE}}
{{#T_IS}}[[is]]{{/T_IS}}
{{#T_IS_NOT}}[[is not]]{{/T_IS_NOT}}
{{#T_IS_ONE_OF}}[[is one of]]{{/T_IS_ONE_OF}}
{{#T_IS_NONE_OF}}[[is none of]]{{/T_IS_NONE_OF}}
{{#T_IS_EMPTY}}[[is empty]]{{/T_IS_EMPTY}}
{{#T_IS_NOT_EMPTY}}[[is not empty]]{{/T_IS_NOT_EMPTY}}
{{#T_CONTAINS}}[[contains]]{{/T_CONTAINS}}
{{#T_CONTAINS_NOT}}[[does not contain]]{{/T_CONTAINS_NOT}}
{{#T_CONTAINS_ALL}}[[contains all of]]{{/T_CONTAINS_ALL}}
{{#T_CONTAINS_NOT_ALL}}[[does not contain all of]]{{/T_CONTAINS_NOT_ALL}}
{{#T_STARTS}}[[begins with]]{{/T_STARTS}}
{{#T_STARTS_NOT}}[[does not begin with]]{{/T_STARTS_NOT}}
{{#T_ENDS}}[[ends with]]{{/T_ENDS}}
{{#T_ENDS_NOT}}[[does not end with]]{{/T_ENDS_NOT}}
{{#T_MATCHES}}[[matches]]{{/T_MATCHES}}
{{#T_MATCHES_NOT}}[[does not match]]{{/T_MATCHES_NOT}}
{{#T_LESS}}[[is less than]]{{/T_LESS}}
{{#T_NOT_LESS}}[[is not less than]]{{/T_NOT_LESS}}
{{#T_GREATER}}[[is greater than]]{{/T_GREATER}}
{{#T_NOT_GREATER}}[[is not greater than]]{{/T_NOT_GREATER}}
{{#T_WITHIN_LAST}}[[was within the last]]{{/T_WITHIN_LAST}}
{{#T_NOT_WITHIN_LAST}}[[was not within the last]]{{/T_NOT_WITHIN_LAST}}
{{#T_WITHIN_NEXT}}[[is within the next]]{{/T_WITHIN_NEXT}}
{{#T_NOT_WITHIN_NEXT}}[[is not within the next]]{{/T_NOT_WITHIN_NEXT}}
