{{%AUTOESCAPE context="HTML"}}
{{!
  What a difference between two versions of a level is about. Include it as
  ABOUT.

  Sections
    METRIC        one of FIRST_ANSWER ... KEEP_INFORMED
    0 or 1 of NAME CALENDAR PAUSES STEP ON_CHANGE REOPEN REOPEN_WINDOW
      BY_AGENT MAX_PAUSE GRACE LATE BY_CONSUMPTION
    0 or 1 of URGENT HIGH NORMAL LOW
}}
{{#METRIC}}{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}{{/METRIC}}{{#URGENT}}, [[urgent]]{{/URGENT}}{{#HIGH}}, [[high]]{{/HIGH}}{{#NORMAL}}, [[normal]]{{/NORMAL}}{{#LOW}}, [[low]]{{/LOW}}{{#PAUSES}}: [[what pauses it]]{{/PAUSES}}{{#STEP}}: [[escalation step]]{{/STEP}}{{#NAME}}[[Name]]{{/NAME}}{{#CALENDAR}}[[Business hours]]{{/CALENDAR}}{{#ON_CHANGE}}[[When level, hours or priority change]]{{/ON_CHANGE}}{{#REOPEN}}[[First resolve, when it is reopened]]{{/REOPEN}}{{#REOPEN_WINDOW}}[[It goes on if reopened within]]{{/REOPEN_WINDOW}}{{#BY_AGENT}}[[First answer, on tickets that agents open]]{{/BY_AGENT}}{{#MAX_PAUSE}}[[Longest pause]]{{/MAX_PAUSE}}{{#GRACE}}[[Grace when a change would break a promise]]{{/GRACE}}{{#LATE}}[[A step is late after]]{{/LATE}}{{#BY_CONSUMPTION}}[[Judged by what was used]]{{/BY_CONSUMPTION}}
