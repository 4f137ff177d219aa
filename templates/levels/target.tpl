{{%AUTOESCAPE context="HTML"}}
{{!
  Within which time something is promised, in words. Include it as TARGET.

  Variables
    TIME          "4 h", or a number of days
  Sections, one of
    PLAIN         around the clock, where everything is
    WORKING CALENDAR ONE_DAY DAYS NEXT_OPEN NOTHING
}}
{{#PLAIN}}{{TIME}}{{/PLAIN}}{{#WORKING}}[[{{TIME}} of open time]]{{/WORKING}}{{#CALENDAR}}[[{{TIME}} around the clock]]{{/CALENDAR}}{{#ONE_DAY}}[[1 working day]]{{/ONE_DAY}}{{#DAYS}}[[{{TIME}} working days]]{{/DAYS}}{{#NEXT_OPEN}}[[{{TIME}} after the next opening]]{{/NEXT_OPEN}}{{#NOTHING}}[[no promise]]{{/NOTHING}}
