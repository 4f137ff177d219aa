{{%AUTOESCAPE context="HTML"}}
{{!
  One line of a ticket's timeline. Include it as ENTRY, among
  parts/message.tpl; the events that are messages are shown by that one only.

  One of
    CREATED (0 or 1 of FOLLOWS, PART_OF, each with a LINK)
    ASSIGNED (TO) UNASSIGNED MOVED (TO: department)
    PRIORITY (one of TO_URGENT TO_HIGH TO_NORMAL TO_LOW)
    POSTPONED (0 or 1 UNTIL_TIME: UNTIL, UNTIL_FULL, UNTIL_ISO; 0 or 1
      of FOR_CUSTOMER FOR_VENDOR FOR_TEAM FOR_PLAN; for staff 0 or 1 of
      WHY_INFORMATION WHY_APPROVAL WHY_CONFIRMATION WHY_VENDOR WHY_DELIVERY
      WHY_TEAM WHY_DATE WHY_OTHER, and 0 or 1 BECAUSE: REASON)
    POSTPONEMENT_ENDED RESOLVED REOPENED CLOSED
    LEVEL_SET (TO) LEVEL_NONE (each with 0 or 1 CHOSEN: RULE, which chose it)
    REVISED, HOURS: a new version of its level, of that one's hours; 0 or 1
      IN_VERSION (TO, of the level or the calendar; VERSION, "8")
    OVERDUE, REMINDER, ESCALATION (one of FIRST_ANSWER NEXT_ANSWER
      FIRST_ASSIGN FIRST_RESOLVE CHAT_ANSWER CALL_ANSWER KEEP_INFORMED): a step before or at its deadline reminds,
      one after it escalates; DEED many, what they did besides changes that
      have lines of their own: 0 or 1 of TOLD_ONE, TOLD_MANY (N), TOLD_TO
      (TO), CALLED; 0 or 1 of MISSED_ONE, MISSED_MANY (N); 0 or 1 NOT_DONE
      with one of NOT_TOLD, NOT_PRIORITY, NOT_ASSIGNED (TO), NOT_UNASSIGNED,
      NOT_MOVED (TO), NOT_ON (TO), NOT_OFF (TO), NOT_LEVEL (TO) and one of
      WHY_NOBODY WHY_DISABLED WHY_NO_ADDRESS WHY_NOT_SEEN WHY_TOLD WHY_SAME
      WHY_NOT_THERE WHY_ARCHIVED WHY_GONE WHY_FULL WHY_NOT_OPEN; NOT_FIELD
      (TO), NOT_ANSWER and NOT_MOVE among the NOT_ ones
    RULE_ACTED (RULE; DEED many as above, and 0 or 1 of DONE_PRIORITY (one of
      TO_URGENT ...), DONE_ASSIGNED (TO), DONE_UNASSIGNED, DONE_MOVED (TO),
      DONE_ON (TO), DONE_OFF (TO), DONE_NOTE, DONE_LEVEL (TO), DONE_NO_LEVEL,
      DONE_RESOLVED, DONE_CLOSED, DONE_REOPENED, DONE_POSTPONED, DONE_MARKED,
      DONE_SPAM, DONE_DELETED, DONE_FIELD (TO), DONE_ANSWER)
    RULES_END (RULE, which did not act again)
    TAGGED (ON many: TAG; OFF many: TAG)
    FIELDS (CHANGE many: FIELD, its name then; one of FILLED_IN (NOW),
      REFILLED (WAS, NOW), EMPTIED (WAS), TICKED, UNTICKED)
    MARKED_ANSWERED SPAM DELETED RESTORED
    MERGED TOOK_IN SPLIT FOLLOWED (each with a LINK; 0 or 1 ENDED)
    NO_REPLY (0 or 1 BECAUSE: REASON)
    DEADLINE (one of SET: DUE, DUE_FULL, DUE_ISO; TAKEN_BACK; 0 or 1 BECAUSE;
      one of FIRST_ANSWER ...)
    FORWARDED (one of FORWARDED_TO: TO, FORWARDED_ON)
    PAUSE_ENDED QUEUED ACCEPTED ABANDONED
    CHANGED       several things at once
  A LINK is one of
    LINKED        LINK_CODE, of the other ticket
    UNLINKED      it is not the viewer's to see
  One of (who did it)
    BY_NAME       NAME
    BY_YOU        the viewer
    BY_DESK       time, a rule, the sweeper, an import
  Variables
    AT, AT_FULL, AT_ISO
}}
<p class="event{{#OVERDUE}} event--overdue{{/OVERDUE}}{{#REMINDER}} event--reminder{{/REMINDER}}{{#ESCALATION}} event--reminder{{/ESCALATION}}">
<svg class="icon event__icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">{{#CREATED}}<use href="/static/icons/sprite.svg#plus"></use>{{/CREATED}}{{#ASSIGNED}}<use href="/static/icons/sprite.svg#person"></use>{{/ASSIGNED}}{{#UNASSIGNED}}<use href="/static/icons/sprite.svg#person"></use>{{/UNASSIGNED}}{{#MOVED}}<use href="/static/icons/sprite.svg#next"></use>{{/MOVED}}{{#PRIORITY}}<use href="/static/icons/sprite.svg#flag"></use>{{/PRIORITY}}{{#POSTPONED}}<use href="/static/icons/sprite.svg#paused"></use>{{/POSTPONED}}{{#POSTPONEMENT_ENDED}}<use href="/static/icons/sprite.svg#calm"></use>{{/POSTPONEMENT_ENDED}}{{#RESOLVED}}<use href="/static/icons/sprite.svg#met"></use>{{/RESOLVED}}{{#REOPENED}}<use href="/static/icons/sprite.svg#reopen"></use>{{/REOPENED}}{{#CLOSED}}<use href="/static/icons/sprite.svg#lock"></use>{{/CLOSED}}{{#LEVEL_SET}}<use href="/static/icons/sprite.svg#calm"></use>{{/LEVEL_SET}}{{#LEVEL_NONE}}<use href="/static/icons/sprite.svg#cancelled"></use>{{/LEVEL_NONE}}{{#REVISED}}<use href="/static/icons/sprite.svg#calm"></use>{{/REVISED}}{{#HOURS}}<use href="/static/icons/sprite.svg#calm"></use>{{/HOURS}}{{#OVERDUE}}<use href="/static/icons/sprite.svg#overdue"></use>{{/OVERDUE}}{{#REMINDER}}<use href="/static/icons/sprite.svg#bell"></use>{{/REMINDER}}{{#ESCALATION}}<use href="/static/icons/sprite.svg#bell"></use>{{/ESCALATION}}{{#TAGGED}}<use href="/static/icons/sprite.svg#tag"></use>{{/TAGGED}}{{#FIELDS}}<use href="/static/icons/sprite.svg#list"></use>{{/FIELDS}}{{#MARKED_ANSWERED}}<use href="/static/icons/sprite.svg#reply"></use>{{/MARKED_ANSWERED}}{{#SPAM}}<use href="/static/icons/sprite.svg#spam"></use>{{/SPAM}}{{#DELETED}}<use href="/static/icons/sprite.svg#trash"></use>{{/DELETED}}{{#RESTORED}}<use href="/static/icons/sprite.svg#reopen"></use>{{/RESTORED}}{{#MERGED}}<use href="/static/icons/sprite.svg#next"></use>{{/MERGED}}{{#TOOK_IN}}<use href="/static/icons/sprite.svg#plus"></use>{{/TOOK_IN}}{{#SPLIT}}<use href="/static/icons/sprite.svg#list"></use>{{/SPLIT}}{{#FOLLOWED}}<use href="/static/icons/sprite.svg#next"></use>{{/FOLLOWED}}{{#NO_REPLY}}<use href="/static/icons/sprite.svg#met"></use>{{/NO_REPLY}}{{#DEADLINE}}<use href="/static/icons/sprite.svg#flag"></use>{{/DEADLINE}}{{#FORWARDED}}<use href="/static/icons/sprite.svg#next"></use>{{/FORWARDED}}{{#PAUSE_ENDED}}<use href="/static/icons/sprite.svg#calm"></use>{{/PAUSE_ENDED}}{{#QUEUED}}<use href="/static/icons/sprite.svg#paused"></use>{{/QUEUED}}{{#ACCEPTED}}<use href="/static/icons/sprite.svg#person"></use>{{/ACCEPTED}}{{#ABANDONED}}<use href="/static/icons/sprite.svg#cancelled"></use>{{/ABANDONED}}{{#CHANGED}}<use href="/static/icons/sprite.svg#list"></use>{{/CHANGED}}{{#RULE_ACTED}}<use href="/static/icons/sprite.svg#list"></use>{{/RULE_ACTED}}{{#RULES_END}}<use href="/static/icons/sprite.svg#lock"></use>{{/RULES_END}}</svg>
<span class="event__text">
{{#BY_NAME}}<span class="event__who">{{NAME}}</span>: {{/BY_NAME}}
{{#BY_YOU}}<span class="event__who">[[You]]</span>: {{/BY_YOU}}
{{#CREATED}}[[opened the ticket]]{{#FOLLOWS}}, [[which follows]] {{#LINKED}}<a href="/tickets/{{LINK_CODE}}"><span class="code">{{LINK_CODE}}</span></a>{{/LINKED}}{{#UNLINKED}}[[another ticket]]{{/UNLINKED}}{{/FOLLOWS}}{{#PART_OF}}, [[a part of]] {{#LINKED}}<a href="/tickets/{{LINK_CODE}}"><span class="code">{{LINK_CODE}}</span></a>{{/LINKED}}{{#UNLINKED}}[[another ticket]]{{/UNLINKED}}{{/PART_OF}}{{/CREATED}}
{{#ASSIGNED}}[[assigned to {{TO}}]]{{/ASSIGNED}}
{{#UNASSIGNED}}[[assigned to nobody]]{{/UNASSIGNED}}
{{#MOVED}}[[moved to {{TO}}]]{{/MOVED}}
{{#PRIORITY}}{{#TO_URGENT}}[[priority Urgent]]{{/TO_URGENT}}{{#TO_HIGH}}[[priority High]]{{/TO_HIGH}}{{#TO_NORMAL}}[[priority Normal]]{{/TO_NORMAL}}{{#TO_LOW}}[[priority Low]]{{/TO_LOW}}{{/PRIORITY}}
{{#POSTPONED}}[[postponed]]{{#UNTIL_TIME}} [[until]] <time datetime="{{UNTIL_ISO}}" title="{{UNTIL_FULL}}">{{UNTIL}}</time>{{/UNTIL_TIME}}{{#FOR_CUSTOMER}}, [[waiting for the customer]]{{/FOR_CUSTOMER}}{{#FOR_VENDOR}}, [[waiting for a supplier]]{{/FOR_VENDOR}}{{#FOR_TEAM}}, [[waiting for another team]]{{/FOR_TEAM}}{{#FOR_PLAN}}, [[as planned]]{{/FOR_PLAN}}{{#WHY_INFORMATION}} ([[more information needed]]){{/WHY_INFORMATION}}{{#WHY_APPROVAL}} ([[approval needed]]){{/WHY_APPROVAL}}{{#WHY_CONFIRMATION}} ([[to be confirmed that it works]]){{/WHY_CONFIRMATION}}{{#WHY_VENDOR}} ([[the supplier is to act]]){{/WHY_VENDOR}}{{#WHY_DELIVERY}} ([[a delivery is to come]]){{/WHY_DELIVERY}}{{#WHY_TEAM}} ([[another team works on it]]){{/WHY_TEAM}}{{#WHY_DATE}} ([[a date was agreed on]]){{/WHY_DATE}}{{#WHY_OTHER}} ([[another reason]]){{/WHY_OTHER}}{{#BECAUSE}}: “{{REASON}}”{{/BECAUSE}}{{/POSTPONED}}
{{#POSTPONEMENT_ENDED}}[[the postponement ended]]{{/POSTPONEMENT_ENDED}}
{{#RESOLVED}}[[resolved]]{{/RESOLVED}}
{{#REOPENED}}[[opened again]]{{/REOPENED}}
{{#CLOSED}}[[closed]]{{/CLOSED}}
{{#LEVEL_SET}}[[SLA level {{TO}}]]{{/LEVEL_SET}}{{#LEVEL_NONE}}[[no SLA level any more]]{{/LEVEL_NONE}}{{#CHOSEN}}, [[chosen by the rule {{RULE}}]]{{/CHOSEN}}
{{#REVISED}}[[changed what its SLA level promises]]{{#IN_VERSION}}: [[{{TO}}, version {{VERSION}}]]{{/IN_VERSION}}{{/REVISED}}
{{#HOURS}}[[changed the business hours of its SLA level]]{{#IN_VERSION}}: [[{{TO}}, version {{VERSION}}]]{{/IN_VERSION}}{{/HOURS}}
{{#OVERDUE}}{{#FIRST_ANSWER}}[[First answer is overdue]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer is overdue]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign is overdue]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve is overdue]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer is overdue]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer is overdue]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed is overdue]]{{/KEEP_INFORMED}}{{/OVERDUE}}
{{#REMINDER}}{{#FIRST_ANSWER}}[[Reminder: first answer is due soon]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Reminder: next answer is due soon]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[Reminder: first assign is due soon]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[Reminder: first resolve is due soon]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Reminder: chat answer is due soon]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Reminder: call answer is due soon]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Reminder: keep informed is due soon]]{{/KEEP_INFORMED}}{{/REMINDER}}
{{#ESCALATION}}{{#FIRST_ANSWER}}[[Escalation: first answer is past its deadline]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Escalation: next answer is past its deadline]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[Escalation: first assign is past its deadline]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[Escalation: first resolve is past its deadline]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Escalation: chat answer is past its deadline]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Escalation: call answer is past its deadline]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Escalation: keep informed is past its deadline]]{{/KEEP_INFORMED}}{{/ESCALATION}}
{{#RULE_ACTED}}[[Rule {{RULE}}]]{{/RULE_ACTED}}
{{#RULES_END}}[[Rules set each other off; the rule {{RULE}} did not act once more]]{{/RULES_END}}
{{#DEED}}<span>{{#DONE_PRIORITY}}; {{#TO_URGENT}}[[priority Urgent]]{{/TO_URGENT}}{{#TO_HIGH}}[[priority High]]{{/TO_HIGH}}{{#TO_NORMAL}}[[priority Normal]]{{/TO_NORMAL}}{{#TO_LOW}}[[priority Low]]{{/TO_LOW}}{{/DONE_PRIORITY}}{{#DONE_ASSIGNED}}; [[assigned to {{TO}}]]{{/DONE_ASSIGNED}}{{#DONE_UNASSIGNED}}; [[assigned to nobody]]{{/DONE_UNASSIGNED}}{{#DONE_MOVED}}; [[moved to {{TO}}]]{{/DONE_MOVED}}{{#DONE_ON}}; [[tagged “{{TO}}”]]{{/DONE_ON}}{{#DONE_OFF}}; [[took off the tag “{{TO}}”]]{{/DONE_OFF}}{{#DONE_NOTE}}; [[wrote a note]]{{/DONE_NOTE}}{{#DONE_LEVEL}}; [[SLA level {{TO}}]]{{/DONE_LEVEL}}{{#DONE_NO_LEVEL}}; [[no SLA level]]{{/DONE_NO_LEVEL}}{{#DONE_RESOLVED}}; [[resolved]]{{/DONE_RESOLVED}}{{#DONE_CLOSED}}; [[closed]]{{/DONE_CLOSED}}{{#DONE_REOPENED}}; [[opened again]]{{/DONE_REOPENED}}{{#DONE_POSTPONED}}; [[postponed]]{{/DONE_POSTPONED}}{{#DONE_MARKED}}; [[marked as answered]]{{/DONE_MARKED}}{{#DONE_SPAM}}; [[marked as spam]]{{/DONE_SPAM}}{{#DONE_DELETED}}; [[deleted]]{{/DONE_DELETED}}{{#DONE_FIELD}}; [[filled in “{{TO}}”]]{{/DONE_FIELD}}{{#DONE_ANSWER}}; [[wrote to the customer]]{{/DONE_ANSWER}}{{#TOLD_ONE}}; [[one person is told]]{{/TOLD_ONE}}{{#TOLD_MANY}}; [[{{N}} people are told]]{{/TOLD_MANY}}{{#TOLD_TO}}; [[{{TO}} is told]]{{/TOLD_TO}}{{#CALLED}}; [[a web address is called]]{{/CALLED}}{{#MISSED_ONE}}; [[one person cannot be told]]{{/MISSED_ONE}}{{#MISSED_MANY}}; [[{{N}} people cannot be told]]{{/MISSED_MANY}}{{#NOT_DONE}}; {{#NOT_TOLD}}[[nobody is told]]{{/NOT_TOLD}}{{#NOT_PRIORITY}}[[the priority stays]]{{/NOT_PRIORITY}}{{#NOT_ASSIGNED}}[[not assigned to {{TO}}]]{{/NOT_ASSIGNED}}{{#NOT_UNASSIGNED}}[[not taken from anybody]]{{/NOT_UNASSIGNED}}{{#NOT_MOVED}}[[not moved to {{TO}}]]{{/NOT_MOVED}}{{#NOT_ON}}[[not tagged “{{TO}}”]]{{/NOT_ON}}{{#NOT_OFF}}[[the tag “{{TO}}” not taken off]]{{/NOT_OFF}}{{#NOT_LEVEL}}[[not put under SLA level {{TO}}]]{{/NOT_LEVEL}}{{#NOT_FIELD}}[[“{{TO}}” not filled in]]{{/NOT_FIELD}}{{#NOT_ANSWER}}[[nothing written to the customer]]{{/NOT_ANSWER}}{{#NOT_MOVE}}[[the status stays]]{{/NOT_MOVE}}: {{#WHY_NOBODY}}[[there is nobody to tell]]{{/WHY_NOBODY}}{{#WHY_DISABLED}}[[they cannot sign in any more]]{{/WHY_DISABLED}}{{#WHY_NO_ADDRESS}}[[they have no e-mail address]]{{/WHY_NO_ADDRESS}}{{#WHY_NOT_SEEN}}[[the ticket is not theirs to see]]{{/WHY_NOT_SEEN}}{{#WHY_TOLD}}[[they are told already]]{{/WHY_TOLD}}{{#WHY_SAME}}[[it was so already]]{{/WHY_SAME}}{{#WHY_NOT_THERE}}[[they do not work in its department]]{{/WHY_NOT_THERE}}{{#WHY_ARCHIVED}}[[it is archived]]{{/WHY_ARCHIVED}}{{#WHY_GONE}}[[it is there no more]]{{/WHY_GONE}}{{#WHY_FULL}}[[the ticket has as many tags as it may]]{{/WHY_FULL}}{{#WHY_NOT_OPEN}}[[it is resolved, closed or hidden]]{{/WHY_NOT_OPEN}}{{/NOT_DONE}}</span>{{/DEED}}
{{#TAGGED}}{{#ON}}<span>[[tagged “{{TAG}}”]]</span>{{#ON_separator}}, {{/ON_separator}}{{/ON}} {{#OFF}}<span>[[took off the tag “{{TAG}}”]]</span>{{#OFF_separator}}, {{/OFF_separator}}{{/OFF}}{{/TAGGED}}
{{#FIELDS}}{{#CHANGE}}<span><bdi>{{FIELD}}</bdi>: {{#FILLED_IN}}[[“{{NOW}}”]]{{/FILLED_IN}}{{#REFILLED}}[[“{{NOW}}” instead of “{{WAS}}”]]{{/REFILLED}}{{#EMPTIED}}[[empty instead of “{{WAS}}”]]{{/EMPTIED}}{{#TICKED}}[[yes]]{{/TICKED}}{{#UNTICKED}}[[no]]{{/UNTICKED}}</span>{{#CHANGE_separator}}; {{/CHANGE_separator}}{{/CHANGE}}{{/FIELDS}}
{{#MARKED_ANSWERED}}[[answered by other ways, on the phone for instance]]{{/MARKED_ANSWERED}}
{{#SPAM}}[[marked it as spam; its promises are cancelled]]{{/SPAM}}
{{#DELETED}}[[deleted it; its promises are cancelled]]{{/DELETED}}
{{#RESTORED}}[[put it back; its promises count on]]{{/RESTORED}}
{{#MERGED}}[[merged into]] {{#LINKED}}<a href="/tickets/{{LINK_CODE}}"><span class="code">{{LINK_CODE}}</span></a>{{/LINKED}}{{#UNLINKED}}[[another ticket]]{{/UNLINKED}}{{#ENDED}} [[(taken out again)]]{{/ENDED}}{{/MERGED}}
{{#TOOK_IN}}[[took in]] {{#LINKED}}<a href="/tickets/{{LINK_CODE}}"><span class="code">{{LINK_CODE}}</span></a>{{/LINKED}}{{#UNLINKED}}[[another ticket]]{{/UNLINKED}}{{#ENDED}} [[(taken out again)]]{{/ENDED}}{{/TOOK_IN}}
{{#SPLIT}}[[a part of it became]] {{#LINKED}}<a href="/tickets/{{LINK_CODE}}"><span class="code">{{LINK_CODE}}</span></a>{{/LINKED}}{{#UNLINKED}}[[another ticket]]{{/UNLINKED}}{{/SPLIT}}
{{#FOLLOWED}}[[followed by]] {{#LINKED}}<a href="/tickets/{{LINK_CODE}}"><span class="code">{{LINK_CODE}}</span></a>{{/LINKED}}{{#UNLINKED}}[[another ticket]]{{/UNLINKED}}{{/FOLLOWED}}
{{#NO_REPLY}}[[no reply needed]]{{#BECAUSE}}: “{{REASON}}”{{/BECAUSE}}{{/NO_REPLY}}
{{#DEADLINE}}{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}: {{#SET}}[[due by hand]] <time datetime="{{DUE_ISO}}" title="{{DUE_FULL}}">{{DUE}}</time>{{/SET}}{{#TAKEN_BACK}}[[due as calculated again]]{{/TAKEN_BACK}}{{#BECAUSE}}: “{{REASON}}”{{/BECAUSE}}{{/DEADLINE}}
{{#FORWARDED}}{{#FORWARDED_TO}}[[forwarded to {{TO}}]]{{/FORWARDED_TO}}{{#FORWARDED_ON}}[[forwarded to somebody outside]]{{/FORWARDED_ON}}{{/FORWARDED}}
{{#PAUSE_ENDED}}[[it had been paused as long as may be; its promises go on]]{{/PAUSE_ENDED}}
{{#QUEUED}}[[waits in the queue]]{{/QUEUED}}
{{#ACCEPTED}}[[was taken from the queue]]{{/ACCEPTED}}
{{#ABANDONED}}[[was left before anybody took it]]{{/ABANDONED}}
{{#CHANGED}}[[changed the ticket]]{{/CHANGED}}
{{#BY_DESK}}<span class="hidden">[[(noted by the desk)]]</span>{{/BY_DESK}}
</span>
<time class="event__time" datetime="{{AT_ISO}}" title="{{AT_FULL}}">{{AT}}</time>
</p>
