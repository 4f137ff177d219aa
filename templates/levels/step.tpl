{{%AUTOESCAPE context="HTML"}}
{{!
  An escalation step in words. Include it as STEP.

  Variables
    TIME          "30 min", or a percentage
  Sections
    one of BEFORE AT AFTER PERCENT;  CALENDAR: counted around the clock
    DO            many: NAME, of what it names; one of TELL_AGENT ... CALL;
                  TO_NOBODY with ASSIGN;  OPEN_END with POSTPONE
    NOTHING       it does nothing
}}
{{#BEFORE}}[[{{TIME}} before it is due]]{{/BEFORE}}{{#AT}}[[when it is due]]{{/AT}}{{#AFTER}}[[{{TIME}} after it was due]]{{/AFTER}}{{#PERCENT}}[[when {{TIME}} % of the time are used]]{{/PERCENT}}{{#CALENDAR}} [[(around the clock)]]{{/CALENDAR}}: {{#NOTHING}}[[nothing]]{{/NOTHING}}{{#DO}}<span class="deed">{{#TELL_AGENT}}[[tell whoever has the ticket]]{{/TELL_AGENT}}{{#TELL_DEPARTMENT}}[[tell every agent of the department]]{{/TELL_DEPARTMENT}}{{#TELL_MANAGERS}}[[tell the department's managers]]{{/TELL_MANAGERS}}{{#TELL_ALL_MANAGERS}}[[tell all managers]]{{/TELL_ALL_MANAGERS}}{{#TELL_PERSON}}[[tell {{NAME}}]]{{/TELL_PERSON}}{{#TELL_ADDRESS}}[[write to {{NAME}}]]{{/TELL_ADDRESS}}{{#PRIORITY}}{{#URGENT}}[[set the priority to urgent]]{{/URGENT}}{{#HIGH}}[[set the priority to high]]{{/HIGH}}{{#NORMAL}}[[set the priority to normal]]{{/NORMAL}}{{#LOW}}[[set the priority to low]]{{/LOW}}{{/PRIORITY}}{{#ASSIGN}}{{#TO_SOMEBODY}}[[assign it to {{NAME}}]]{{/TO_SOMEBODY}}{{#TO_NOBODY}}[[take it from whoever has it]]{{/TO_NOBODY}}{{/ASSIGN}}{{#TRANSFER}}[[transfer it to {{NAME}}]]{{/TRANSFER}}{{#TAG}}[[put on the tag {{NAME}}]]{{/TAG}}{{#UNTAG}}[[take off the tag {{NAME}}]]{{/UNTAG}}{{#LEVEL}}[[give it the level {{NAME}}]]{{/LEVEL}}{{#NOTE}}[[write a note]]{{/NOTE}}{{#ANSWER}}[[write an answer]]{{/ANSWER}}{{#FIELD}}[[fill in the field {{NAME}}]]{{/FIELD}}{{#POSTPONE}}[[postpone it]]{{/POSTPONE}}{{#MARK_ANSWERED}}[[mark it as answered]]{{/MARK_ANSWERED}}{{#REOPEN}}[[reopen it]]{{/REOPEN}}{{#RESOLVE}}[[resolve it]]{{/RESOLVE}}{{#CLOSE}}[[close it]]{{/CLOSE}}{{#SPAM}}[[mark it as spam]]{{/SPAM}}{{#DELETE}}[[delete it]]{{/DELETE}}{{#CALL}}[[call {{NAME}}]]{{/CALL}}</span>{{/DO}}
