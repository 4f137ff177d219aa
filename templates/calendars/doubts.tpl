{{%AUTOESCAPE context="HTML"}}
{{!
  What in a calendar is likely not meant. Include it as DOUBTS.

  Section
    DOUBT         many, each one of NEVER_OPEN, ENDS_EARLY, GAP_MINUTE,
                  NO_HOLIDAYS, SKIPPED, OVERLAP, CLOSES_NOTHING,
                  CHANGES_NOTHING, LONG, ENDS with, as it needs them, WHERE
                  "Mon" or a date, TIMES, YEAR, NAME, UNTIL
}}
<ul class="doubts">
{{#DOUBT}}<li class="doubts__one"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#flag"></use></svg><span>{{#NEVER_OPEN}}[[Never open: nothing promised by it falls due.]]{{/NEVER_OPEN}}{{#ENDS_EARLY}}[[{{WHERE}} ends at 23:59, a minute before midnight: write 24:00.]]{{/ENDS_EARLY}}{{#GAP_MINUTE}}[[{{WHERE}}, {{TIMES}}: closed for one minute.]]{{/GAP_MINUTE}}{{#NO_HOLIDAYS}}[[No days off in {{YEAR}}, though there are some this year.]]{{/NO_HOLIDAYS}}{{#SKIPPED}}[[{{WHERE}}, {{TIMES}}: the clocks skip all of it.]]{{/SKIPPED}}{{#OVERLAP}}[[{{WHERE}}, {{TIMES}}: two times of opening overlap.]]{{/OVERLAP}}{{#CLOSES_NOTHING}}[[{{WHERE}}: {{NAME}} closes nothing that would be open.]]{{/CLOSES_NOTHING}}{{#CHANGES_NOTHING}}[[{{WHERE}}: its own hours are those it had anyway.]]{{/CHANGES_NOTHING}}{{#LONG}}[[No open hours from {{WHERE}} until {{UNTIL}}: what is promised then falls due after that.]]{{/LONG}}{{#ENDS}}[[No open hours from {{WHERE}} on: what is promised then never falls due.]]{{/ENDS}}</span></li>
{{/DOUBT}}
</ul>
