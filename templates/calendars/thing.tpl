{{%AUTOESCAPE context="HTML"}}
{{!
  One of the things that a calendar says.

  One of
    ZONE          NAME
    ALWAYS, BY_WEEK
    WINDOW        WEEKDAY, TIMES
    CLOSURE       DATE, and what it closes (below)
    RULE          one of YEARLY (DAY, MONTH), NTH_1 to NTH_5 and LAST_1 to
                  LAST_5 (WEEKDAY, MONTH), EASTER; LATER or EARLIER with N days;
                  SINCE, UP_TO with YEAR; and what it closes
    SPECIAL       DATE; OPEN with TIMES, or CLOSED
    YEARS         DATE
  What a closure closes, each if it is so
    PART (TIMES)  part of the day;  SHIFT  the shifts that begin on it;
    CALLED (NAME)
}}
{{#ZONE}}{{NAME}}{{/ZONE}}{{#ALWAYS}}[[around the clock]]{{/ALWAYS}}{{#BY_WEEK}}[[by the week]]{{/BY_WEEK}}{{#WINDOW}}{{WEEKDAY}} {{TIMES}}{{/WINDOW}}{{#YEARS}}{{DATE}}{{/YEARS}}{{#CLOSURE}}{{DATE}}{{#PART}}, {{TIMES}}{{/PART}}{{#SHIFT}} [[(the shifts that begin then)]]{{/SHIFT}}{{#CALLED}}, <bdi>{{NAME}}</bdi>{{/CALLED}}{{/CLOSURE}}{{#RULE}}{{#YEARLY}}[[every {{DAY}} {{MONTH}}]]{{/YEARLY}}{{#NTH_1}}[[1st {{WEEKDAY}} of {{MONTH}}]]{{/NTH_1}}{{#NTH_2}}[[2nd {{WEEKDAY}} of {{MONTH}}]]{{/NTH_2}}{{#NTH_3}}[[3rd {{WEEKDAY}} of {{MONTH}}]]{{/NTH_3}}{{#NTH_4}}[[4th {{WEEKDAY}} of {{MONTH}}]]{{/NTH_4}}{{#NTH_5}}[[5th {{WEEKDAY}} of {{MONTH}}]]{{/NTH_5}}{{#LAST_1}}[[last {{WEEKDAY}} of {{MONTH}}]]{{/LAST_1}}{{#LAST_2}}[[2nd last {{WEEKDAY}} of {{MONTH}}]]{{/LAST_2}}{{#LAST_3}}[[3rd last {{WEEKDAY}} of {{MONTH}}]]{{/LAST_3}}{{#LAST_4}}[[4th last {{WEEKDAY}} of {{MONTH}}]]{{/LAST_4}}{{#LAST_5}}[[5th last {{WEEKDAY}} of {{MONTH}}]]{{/LAST_5}}{{#EASTER}}[[Easter Sunday]]{{/EASTER}}{{#LATER}} [[and {{N}} d later]]{{/LATER}}{{#EARLIER}} [[and {{N}} d earlier]]{{/EARLIER}}{{#SINCE}}, [[from {{YEAR}}]]{{/SINCE}}{{#UP_TO}}, [[until {{YEAR}}]]{{/UP_TO}}{{#PART}}, {{TIMES}}{{/PART}}{{#SHIFT}} [[(the shifts that begin then)]]{{/SHIFT}}{{#CALLED}}, <bdi>{{NAME}}</bdi>{{/CALLED}}{{/RULE}}{{#SPECIAL}}{{DATE}}: {{#OPEN}}{{TIMES}}{{/OPEN}}{{#CLOSED}}[[closed]]{{/CLOSED}}{{/SPECIAL}}
