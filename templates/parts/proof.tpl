{{%AUTOESCAPE context="HTML"}}
{{!
  Why one promise is due when it is: the lines that add up (sla.md R24). Include
  it as PROOF, once for each. Times are those of the promise's calendar.

  One of
    FIRST_ANSWER NEXT_ANSWER FIRST_ASSIGN FIRST_RESOLVE KEEP_INFORMED
    CHAT_ANSWER CALL_ANSWER
  Include
    BADGE         parts/promise_badge.tpl
  Variables
    ANCHOR        "first_answer-1", on this page alone
    CLOCKS        the zone of its times: Europe/Berlin
    USED          "8 h", what was used in all
    TARGET        "8 h", what was promised
    TIME_ZONES    "2026f": the version of what is known of time zones
  Sections
    CYCLE         second and further cycles of a metric: NUMBER "2"
    WITHHELD      its lines cannot be shown; else LINES
    LINES         in it LINE, many:
      FROM_DAY "Fri 27 Mar", FROM_TIME "16:00", FROM_ISO
      SAME_DAY    until: UNTIL_TIME, UNTIL_ISO
      OTHER_DAY   until: UNTIL_DAY, UNTIL_TIME, UNTIL_ISO
      YOURS       where the viewer's clocks differ: FROM, or with TO FROM and
                  UNTIL: "Fri 07:00"
      COMING      it is still to come
      COUNTS      SPAN "7 h", TOTAL "8 h"
      REACHES     of a deadline to come: TOTAL, what is used then
      one of
        STARTED CHANGED   with PROMISE: SPAN "8 h", 0 or 1 ALL_HOURS, for
                  staff WITH_LEVEL (LEVEL, VERSION "7"); 0 or 1 cause
        OPEN      open hours
        MORE      many of them, and what is closed between
        CLOSED
        PAUSED    0 or 1 of FOR_CUSTOMER FOR_VENDOR FOR_TEAM FOR_PLAN; for
                  staff 0 or 1 of WHY_INFORMATION WHY_APPROVAL
                  WHY_CONFIRMATION WHY_VENDOR WHY_DELIVERY WHY_TEAM WHY_DATE
                  WHY_OTHER; 0 or 1 ENDS, with a cause in it
        NOW
        ENDED     0 or 1 cause
        DUE
      causes: BY_OPENING BY_STAFF_OPENING BY_CUSTOMER BY_ANSWER BY_MARK
        BY_ASSIGNMENT BY_RESOLUTION BY_REOPENING BY_LEVEL BY_PRIORITY BY_RETURN
        BY_MERGING BY_TIME BY_LONGEST BY_QUEUE BY_ACCEPTANCE BY_SPAM
        BY_DELETION BY_MERGED BY_NO_REPLY BY_ABANDONING BY_CLOSING_TIME
    CUT           some lines were left out
    HAS_DUE       DUE_IN_FULL "Mon 30 Mar 2026, 16:00 CEST (Europe/Berlin)";
                  0 or 1 DUE_YOURS with TIME, by the viewer's clocks
    BY_HAND       the deadline was set by hand; one of CALCULATED (TIME),
                  NOT_CALCULATED; for staff SET_BY (NAME, REASON)
    BROKEN        TIME at which it was missed
    IN_DAYS       the promise is told in working days: DAYS "2"
    NEXT_OPENING  the promise is so much after the next opening: SPAN
    OF_WORKING OF_ALL_HOURS   one of: what TARGET counts
    LEVEL_OF      for staff: NAME, VERSION
    HOURS         many, calendars: NAME, VERSION, ZONE_NAME; one of NO_CLOSURES,
                  CLOSURES (in it CLOSURE, many: DAY, NAME_OF, 0 or 1 PART with
                  TIMES "09:00–12:00"; 0 or 1 MORE_CLOSURES)
    NO_HOURS      it counts day and night
    WAITED        many: SPAN; 0 or 1 of FOR_CUSTOMER FOR_VENDOR FOR_TEAM FOR_PLAN
    LONGEST       SPAN that a pause may last
    GRACE         SPAN
    BY_CONSUMPTION
    DIFFERS       for staff: what is stored is not what its events say; 0 or 1
                  of STORED_DUE (TIME), NO_STORED_DUE
    ELSEWHERE     for staff: it was counted by other time zones
}}
<section class="proof" id="{{ANCHOR}}" aria-labelledby="{{ANCHOR}}-title">
<div class="proof__head">
<h2 class="proof__title" id="{{ANCHOR}}-title">{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#CYCLE}} <span class="muted">#{{NUMBER}}</span>{{/CYCLE}}</h2>
{{>BADGE}}
</div>
{{#DIFFERS}}<div class="notice notice--warn">
<p>[[What is stored of this promise differs from what the ticket's events say. Below stands what they say.]] {{#STORED_DUE}}[[The stored deadline is {{TIME}}.]] {{/STORED_DUE}}{{#NO_STORED_DUE}}[[No deadline is stored.]] {{/NO_STORED_DUE}}{{#ELSEWHERE}}[[It was counted by other time zones than this server has now.]]{{/ELSEWHERE}} [[Please ask who looks after this desk to run duedesk check.]]</p>
</div>{{/DIFFERS}}
{{#WITHHELD}}<p class="muted">[[How it adds up cannot be shown right now.]]</p>{{/WITHHELD}}
{{#LINES}}
<table class="table proof__lines">
<caption class="proof__caption">[[Times of {{CLOCKS}}]]</caption>
<thead><tr><th scope="col">[[When]]</th><th scope="col">[[What]]</th><th class="table__number" scope="col">[[Counted]]</th><th class="table__number" scope="col">[[So far]]</th></tr></thead>
<tbody>
{{#LINE}}<tr class="proof__line{{#NOW}} proof__line--now{{/NOW}}{{#COMING}} proof__line--coming{{/COMING}}"><th scope="row">{{FROM_DAY}} <time datetime="{{FROM_ISO}}">{{FROM_TIME}}</time>{{#SAME_DAY}}–<time datetime="{{UNTIL_ISO}}">{{UNTIL_TIME}}</time>{{/SAME_DAY}}{{#OTHER_DAY}} – {{UNTIL_DAY}} <time datetime="{{UNTIL_ISO}}">{{UNTIL_TIME}}</time>{{/OTHER_DAY}}{{#YOURS}}<span class="proof__yours">{{FROM}}{{#TO}} – {{UNTIL}}{{/TO}} [[your time]]</span>{{/YOURS}}</th><td>{{#STARTED}}<b>[[Started]]</b>{{/STARTED}}{{#CHANGED}}<b>[[From here on]]</b>{{/CHANGED}}{{#OPEN}}[[open]]{{/OPEN}}{{#MORE}}[[open hours of several days]]{{/MORE}}{{#CLOSED}}<span class="muted">[[closed]]</span>{{/CLOSED}}{{#PAUSED}}[[paused]]{{#FOR_CUSTOMER}}, [[waiting for the customer]]{{/FOR_CUSTOMER}}{{#FOR_VENDOR}}, [[waiting for a supplier]]{{/FOR_VENDOR}}{{#FOR_TEAM}}, [[waiting for another team]]{{/FOR_TEAM}}{{#FOR_PLAN}}, [[as planned]]{{/FOR_PLAN}}{{#WHY_INFORMATION}} ([[more information needed]]){{/WHY_INFORMATION}}{{#WHY_APPROVAL}} ([[approval needed]]){{/WHY_APPROVAL}}{{#WHY_CONFIRMATION}} ([[to be confirmed that it works]]){{/WHY_CONFIRMATION}}{{#WHY_VENDOR}} ([[the supplier is to act]]){{/WHY_VENDOR}}{{#WHY_DELIVERY}} ([[a delivery is to come]]){{/WHY_DELIVERY}}{{#WHY_TEAM}} ([[another team works on it]]){{/WHY_TEAM}}{{#WHY_DATE}} ([[a date was agreed on]]){{/WHY_DATE}}{{#WHY_OTHER}} ([[another reason]]){{/WHY_OTHER}}{{#ENDS}} <span class="muted">– [[until]] {{#BY_CUSTOMER}}[[the customer's message]]{{/BY_CUSTOMER}}{{#BY_REOPENING}}[[it was taken up again]]{{/BY_REOPENING}}{{#BY_TIME}}[[the end of the postponement]]{{/BY_TIME}}{{#BY_LONGEST}}[[it had lasted as long as a pause may]]{{/BY_LONGEST}}</span>{{/ENDS}}{{/PAUSED}}{{#NOW}}<b>[[Now]]</b>{{/NOW}}{{#ENDED}}<b>[[Ended]]</b>{{/ENDED}}{{#DUE}}<b>[[Due]]</b>{{/DUE}}{{#BY_OPENING}}: [[the ticket was opened]]{{/BY_OPENING}}{{#BY_STAFF_OPENING}}: [[the ticket was opened for somebody]]{{/BY_STAFF_OPENING}}{{#BY_CUSTOMER}}: [[the customer's message]]{{/BY_CUSTOMER}}{{#BY_ANSWER}}: [[an answer]]{{/BY_ANSWER}}{{#BY_MARK}}: [[marked as answered]]{{/BY_MARK}}{{#BY_ASSIGNMENT}}: [[assigned]]{{/BY_ASSIGNMENT}}{{#BY_RESOLUTION}}: [[resolved]]{{/BY_RESOLUTION}}{{#BY_REOPENING}}: [[it was taken up again]]{{/BY_REOPENING}}{{#BY_LEVEL}}: [[another SLA level, or other hours]]{{/BY_LEVEL}}{{#BY_PRIORITY}}: [[another priority]]{{/BY_PRIORITY}}{{#BY_RETURN}}: [[the ticket came back]]{{/BY_RETURN}}{{#BY_MERGING}}: [[words of a ticket that was merged into this one]]{{/BY_MERGING}}{{#BY_TIME}}: [[the end of the postponement]]{{/BY_TIME}}{{#BY_QUEUE}}: [[the customer waited]]{{/BY_QUEUE}}{{#BY_ACCEPTANCE}}: [[somebody took it]]{{/BY_ACCEPTANCE}}{{#BY_SPAM}}: [[spam]]{{/BY_SPAM}}{{#BY_DELETION}}: [[deleted]]{{/BY_DELETION}}{{#BY_MERGED}}: [[merged into another ticket]]{{/BY_MERGED}}{{#BY_NO_REPLY}}: [[no reply was needed]]{{/BY_NO_REPLY}}{{#BY_ABANDONING}}: [[the customer left]]{{/BY_ABANDONING}}{{#BY_CLOSING_TIME}}: [[outside opening hours]]{{/BY_CLOSING_TIME}}{{#PROMISE}}<span class="proof__promise">[[{{SPAN}} promised]]{{#ALL_HOURS}}, [[day and night]]{{/ALL_HOURS}}{{#WITH_LEVEL}}, [[level {{LEVEL}}, version {{VERSION}}]]{{/WITH_LEVEL}}</span>{{/PROMISE}}{{#COMING}} <span class="muted">([[to come]])</span>{{/COMING}}</td><td class="table__number">{{#COUNTS}}{{SPAN}}{{/COUNTS}}</td><td class="table__number">{{#COUNTS}}{{TOTAL}}{{/COUNTS}}{{#REACHES}}{{TOTAL}}{{/REACHES}}</td></tr>
{{/LINE}}
</tbody>
<tfoot><tr><th scope="row" colspan="2">[[Together]]</th><td class="table__number" colspan="2">[[{{USED}} of {{TARGET}}]]</td></tr></tfoot>
</table>
{{#CUT}}<p class="muted">[[It has so many parts that some of them are left out above. The sum has them all.]]</p>{{/CUT}}
{{/LINES}}
<dl class="facts facts--lines proof__facts">
{{#HAS_DUE}}<div><dt>[[Due]]</dt><dd>{{DUE_IN_FULL}}{{#DUE_YOURS}}<br><span class="muted">{{TIME}}, [[your time]]</span>{{/DUE_YOURS}}{{#BY_HAND}}<br>[[Set by hand.]] {{#CALCULATED}}[[Calculated: {{TIME}}]]{{/CALCULATED}}{{#NOT_CALCULATED}}[[None is calculated.]]{{/NOT_CALCULATED}}{{#SET_BY}}<br><span class="muted" dir="auto">{{NAME}}: “<bdi>{{REASON}}</bdi>”</span>{{/SET_BY}}{{/BY_HAND}}</dd></div>
{{/HAS_DUE}}{{#BROKEN}}<div><dt>[[Missed]]</dt><dd>{{TIME}}</dd></div>
{{/BROKEN}}<div><dt>[[Promised]]</dt><dd>{{TARGET}}{{#OF_WORKING}} [[of open hours]]{{/OF_WORKING}}{{#OF_ALL_HOURS}}, [[day and night]]{{/OF_ALL_HOURS}}{{#IN_DAYS}} ([[{{DAYS}} working days]]){{/IN_DAYS}}{{#NEXT_OPENING}} ([[{{SPAN}} after the next opening]]){{/NEXT_OPENING}}{{#BY_CONSUMPTION}}<br>[[In time while no more than that is used.]]{{/BY_CONSUMPTION}}{{#GRACE}}<br>[[{{SPAN}} of it are grace after a change.]]{{/GRACE}}{{#LONGEST}}<br>[[A pause lasts {{SPAN}} at most.]]{{/LONGEST}}</dd></div>
{{#WAITED}}<div><dt>[[Stood still]]</dt><dd>{{SPAN}}{{#FOR_CUSTOMER}}, [[waiting for the customer]]{{/FOR_CUSTOMER}}{{#FOR_VENDOR}}, [[waiting for a supplier]]{{/FOR_VENDOR}}{{#FOR_TEAM}}, [[waiting for another team]]{{/FOR_TEAM}}{{#FOR_PLAN}}, [[as planned]]{{/FOR_PLAN}}</dd></div>
{{/WAITED}}{{#LEVEL_OF}}<div><dt>[[SLA level]]</dt><dd><span dir="auto">{{NAME}}</span>, [[version {{VERSION}}]]</dd></div>
{{/LEVEL_OF}}{{#HOURS}}<div><dt>[[Calendar]]</dt><dd><span dir="auto">{{NAME}}</span>, [[version {{VERSION}}]] <span class="muted">({{ZONE_NAME}})</span></dd></div>
<div><dt>[[Holidays considered]]</dt><dd>{{#NO_CLOSURES}}[[none]]{{/NO_CLOSURES}}{{#CLOSURES}}{{#CLOSURE}}<span class="proof__closure">{{DAY}}{{#PART}} {{TIMES}}{{/PART}} <span dir="auto">{{NAME_OF}}</span></span> {{/CLOSURE}}{{#MORE_CLOSURES}}<span class="muted">[[and more]]</span>{{/MORE_CLOSURES}}{{/CLOSURES}}</dd></div>
{{/HOURS}}{{#NO_HOURS}}<div><dt>[[Calendar]]</dt><dd>[[none: day and night]]</dd></div>
{{/NO_HOURS}}<div><dt>[[Time zones]]</dt><dd>[[version {{TIME_ZONES}}]]</dd></div>
</dl>
</section>
