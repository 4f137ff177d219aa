{{%AUTOESCAPE context="HTML"}}
{{!
  The words of times, durations and faults of forms, which C puts together:
  each section is one, read once at start. {NAMES} in single braces are filled
  in by C; their order is the language's.
}}
{{#MON}}[[Mon]]{{/MON}}
{{#TUE}}[[Tue]]{{/TUE}}
{{#WED}}[[Wed]]{{/WED}}
{{#THU}}[[Thu]]{{/THU}}
{{#FRI}}[[Fri]]{{/FRI}}
{{#SAT}}[[Sat]]{{/SAT}}
{{#SUN}}[[Sun]]{{/SUN}}
{{#JAN}}[[Jan]]{{/JAN}}
{{#FEB}}[[Feb]]{{/FEB}}
{{#MAR}}[[Mar]]{{/MAR}}
{{#APR}}[[Apr]]{{/APR}}
{{#MAY}}[[May]]{{/MAY}}
{{#JUN}}[[Jun]]{{/JUN}}
{{#JUL}}[[Jul]]{{/JUL}}
{{#AUG}}[[Aug]]{{/AUG}}
{{#SEP}}[[Sep]]{{/SEP}}
{{#OCT}}[[Oct]]{{/OCT}}
{{#NOV}}[[Nov]]{{/NOV}}
{{#DEC}}[[Dec]]{{/DEC}}
{{#TIME_NEAR}}[[{WEEKDAY} {TIME}]]{{/TIME_NEAR}}
{{#TIME_FAR}}[[{DAY} {MONTH} {YEAR}, {TIME}]]{{/TIME_FAR}}
{{#TIME_FULL}}[[{WEEKDAY} {DAY} {MONTH} {YEAR}, {TIME} {ZONE}]]{{/TIME_FULL}}
{{#DATE}}[[{DAY} {MONTH} {YEAR}]]{{/DATE}}
{{#DAY}}[[{WEEKDAY} {DAY} {MONTH}]]{{/DAY}}
{{#DAY_FULL}}[[{WEEKDAY} {DAY} {MONTH} {YEAR}]]{{/DAY_FULL}}
{{#DAYS}}[[{N} d]]{{/DAYS}}
{{#HOURS}}[[{N} h]]{{/HOURS}}
{{#MINUTES}}[[{N} m]]{{/MINUTES}}
{{#SECONDS}}[[{N} s]]{{/SECONDS}}
{{#FAULT_MISSING}}[[Please fill this in.]]{{/FAULT_MISSING}}
{{#FAULT_TOO_LONG}}[[At most {MAX} characters, please.]]{{/FAULT_TOO_LONG}}
{{#FAULT_RANGE}}[[Please choose a number from {MIN} to {MAX}.]]{{/FAULT_RANGE}}
{{#FAULT_UNREADABLE}}[[We could not read this text. Please type it again.]]{{/FAULT_UNREADABLE}}
{{#FAULT_WRONG}}[[This is not something we know here. Please choose again.]]{{/FAULT_WRONG}}
{{#FAULT_TIME}}[[Please give a date and a time that exist.]]{{/FAULT_TIME}}
{{#FAULT_SKIPPED}}[[The clocks skip that time when they are put forward. Please give another.]]{{/FAULT_SKIPPED}}
{{#FAULT_TWICE}}[[This came twice. Please send it once.]]{{/FAULT_TWICE}}
{{#FAULT_PASSWORD}}[[This is not your password.]]{{/FAULT_PASSWORD}}
{{#FAULT_WAIT}}[[Too many attempts. Please wait {WAIT} and try again.]]{{/FAULT_WAIT}}
{{#FAULT_NOBODY_FITS}}[[Nobody to choose is called so. Please type the beginning of a name, or an address.]]{{/FAULT_NOBODY_FITS}}
{{#FAULT_OWN_ROLES}}[[Nobody gives themselves a role. Please ask another owner or admin.]]{{/FAULT_OWN_ROLES}}
{{#FAULT_OWNER}}[[Only an owner makes somebody an owner.]]{{/FAULT_OWNER}}
{{#FAULT_DURATION}}[[Please give a length of time, as 1 h or 30 min.]]{{/FAULT_DURATION}}
{{#FAULT_NO_DAYS}}[[Open days differ in length. Please write hours, or choose working days.]]{{/FAULT_NO_DAYS}}
{{#FAULT_WORKING_DAYS}}[[Please give a whole number of working days, from {MIN} to {MAX}.]]{{/FAULT_WORKING_DAYS}}
{{#FAULT_PERCENT}}[[Please give a whole number of percent, from {MIN} to {MAX}.]]{{/FAULT_PERCENT}}
{{#FAULT_TOO_LONG_TIME}}[[At most ten years, please.]]{{/FAULT_TOO_LONG_TIME}}
{{#FAULT_NO_PROMISE}}[[Please tick at least one promise, and say within which time.]]{{/FAULT_NO_PROMISE}}
{{#FAULT_TOO_MANY_STEPS}}[[At most {MAX} steps for one promise, please.]]{{/FAULT_TOO_MANY_STEPS}}
{{#FAULT_NO_TAG}}[[There is no such tag to choose.]]{{/FAULT_NO_TAG}}
{{#FAULT_SEVERAL_FIT}}[[Several people fit. Please choose one, or type more of the name.]]{{/FAULT_SEVERAL_FIT}}
{{#SIZE_BYTES}}[[{N} B]]{{/SIZE_BYTES}}
{{#SIZE_KB}}[[{N} KB]]{{/SIZE_KB}}
{{#SIZE_MB}}[[{N} MB]]{{/SIZE_MB}}
{{#FILE_TOO_LARGE}}[[At most {MAX} a file, please.]]{{/FILE_TOO_LARGE}}
{{#FILES_TOO_LARGE}}[[At most {MAX} of files with one message, please.]]{{/FILES_TOO_LARGE}}
{{#FILES_TOO_MANY}}[[At most {MAX} files with one message, please.]]{{/FILES_TOO_MANY}}
{{#FILES_QUOTA}}[[At most {MAX} of files within a day. Please try again tomorrow.]]{{/FILES_QUOTA}}
{{#FILES_FULL}}[[There is no room for files right now. Without them your text can be sent.]]{{/FILES_FULL}}
{{#FILE_BROKEN}}[[The file could not be kept. Please choose it again.]]{{/FILE_BROKEN}}
{{#FAULT_NO_TICKET}}[[There is no ticket of that code that you may see.]]{{/FAULT_NO_TICKET}}
