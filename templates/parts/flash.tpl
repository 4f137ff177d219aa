{{%AUTOESCAPE context="HTML"}}
{{!
  What was just done, once, above the page. The layout includes it as FLASH.

  One of
    DONE_OPENED DONE_REPLIED DONE_NOTED DONE_ASSIGNED DONE_UNASSIGNED DONE_POSTPONED
    DONE_RESOLVED DONE_REOPENED DONE_MOVED DONE_PRIORITY DONE_TAGGED DONE_PRESENCE
    DONE_FILLED_IN
    DONE_MARKED DONE_NO_REPLY DONE_DEADLINE DONE_CALCULATED DONE_SPAM DONE_DELETED DONE_RESTORED DONE_SIGNED_OUT DONE_SAVED DONE_PASSWORD_SET
    DONE_SESSION_ENDED DONE_SESSIONS_ENDED
    DONE_WELCOME DONE_ADDED DONE_PERSON_DISABLED DONE_PERSON_ENABLED
    DONE_HANDED_OVER DONE_HANDING_OVER DONE_ARCHIVED DONE_REVIVED
    DONE_RENAMED DONE_MERGED DONE_MERGING DONE_GONE
    DONE_THEIR_SESSIONS_ENDED DONE_TAKEN_ALONG DONE_TAKING_ALONG
  Sections, on a ticket's page: how it is now
    NOW_URGENT NOW_HIGH NOW_NORMAL NOW_LOW, NOW_AGENT (NAME), NOW_IN (NAME)
    NOW_BY_HAND   the deadline last set by hand, if it is in force: UNTIL,
                  one of FIRST_ANSWER ...
  Section
    UNDO          0 or 1, a button that takes it back (page_undo()):
                  UNDO_ACTION, the path it posts to; FIELD many: NAME, VALUE
                  (besides csrf and once); one of BACK AGAIN, what it says
}}
<div class="flash"><p class="flash__text" role="status"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#met"></use></svg><span>
{{#DONE_OPENED}}[[We have your message.]]{{/DONE_OPENED}}
{{#DONE_REPLIED}}[[Your answer is on its way.]]{{/DONE_REPLIED}}
{{#DONE_NOTED}}[[Your note is kept. Only staff can read it.]]{{/DONE_NOTED}}
{{#DONE_ASSIGNED}}[[The ticket is assigned.]]{{#NOW_AGENT}} [[{{NAME}} has it now.]]{{/NOW_AGENT}}{{/DONE_ASSIGNED}}
{{#DONE_UNASSIGNED}}[[Nobody has the ticket now.]]{{/DONE_UNASSIGNED}}
{{#DONE_POSTPONED}}[[The ticket is postponed.]]{{/DONE_POSTPONED}}
{{#DONE_RESOLVED}}[[The ticket is resolved.]]{{/DONE_RESOLVED}}
{{#DONE_MOVED}}[[The ticket is in another department.]]{{#NOW_IN}} [[It is in {{NAME}} now.]]{{/NOW_IN}}{{/DONE_MOVED}}
{{#DONE_PRIORITY}}[[The priority is changed.]]{{#NOW_URGENT}} [[It is Urgent now.]]{{/NOW_URGENT}}{{#NOW_HIGH}} [[It is High now.]]{{/NOW_HIGH}}{{#NOW_NORMAL}} [[It is Normal now.]]{{/NOW_NORMAL}}{{#NOW_LOW}} [[It is Low now.]]{{/NOW_LOW}}{{/DONE_PRIORITY}}
{{#DONE_TAGGED}}[[The tags are changed.]]{{/DONE_TAGGED}}
{{#DONE_PRESENCE}}[[Your colleagues see your new status.]]{{/DONE_PRESENCE}}
{{#DONE_FILLED_IN}}[[The fields are saved.]]{{/DONE_FILLED_IN}}
{{#DONE_MARKED}}[[The ticket is marked as answered.]]{{/DONE_MARKED}}
{{#DONE_NO_REPLY}}[[Nobody waits for an answer any more.]]{{/DONE_NO_REPLY}}
{{#DONE_DEADLINE}}[[The deadline is set by hand.]]{{#NOW_BY_HAND}} {{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}: [[due {{UNTIL}}]].{{/NOW_BY_HAND}} [[The calculated one stands beside it.]]{{/DONE_DEADLINE}}
{{#DONE_CALCULATED}}[[The calculated deadline holds.]]{{/DONE_CALCULATED}}
{{#DONE_SPAM}}[[The ticket is among Spam.]]{{/DONE_SPAM}}
{{#DONE_DELETED}}[[The ticket is deleted.]]{{/DONE_DELETED}}
{{#DONE_RESTORED}}[[The ticket is back.]]{{/DONE_RESTORED}}
{{#DONE_REOPENED}}[[The ticket is open again.]]{{/DONE_REOPENED}}
{{#DONE_SIGNED_OUT}}[[You are signed out.]]{{/DONE_SIGNED_OUT}}
{{#DONE_SAVED}}[[Saved.]]{{/DONE_SAVED}}
{{#DONE_PASSWORD_SET}}[[Your password is changed, and you are signed out everywhere else.]]{{/DONE_PASSWORD_SET}}
{{#DONE_SESSION_ENDED}}[[That session has ended.]]{{/DONE_SESSION_ENDED}}
{{#DONE_SESSIONS_ENDED}}[[You are signed out everywhere else.]]{{/DONE_SESSIONS_ENDED}}
{{#DONE_WELCOME}}[[You have a password now. Sign in with it.]]{{/DONE_WELCOME}}
{{#DONE_ADDED}}[[It is there now.]]{{/DONE_ADDED}}
{{#DONE_PERSON_DISABLED}}[[They are signed out everywhere and cannot sign in any more.]]{{/DONE_PERSON_DISABLED}}
{{#DONE_PERSON_ENABLED}}[[They can sign in again.]]{{/DONE_PERSON_ENABLED}}
{{#DONE_HANDED_OVER}}[[Their tickets have been handed over.]]{{/DONE_HANDED_OVER}}
{{#DONE_HANDING_OVER}}[[Many of their tickets have been handed over. Some are left: go on.]]{{/DONE_HANDING_OVER}}
{{#DONE_ARCHIVED}}[[It is archived.]]{{/DONE_ARCHIVED}}
{{#DONE_REVIVED}}[[It is back.]]{{/DONE_REVIVED}}
{{#DONE_RENAMED}}[[It has its new name.]]{{/DONE_RENAMED}}
{{#DONE_MERGED}}[[The two tags are one now.]]{{/DONE_MERGED}}
{{#DONE_MERGING}}[[The merge is under way. Some tickets are left: go on.]]{{/DONE_MERGING}}
{{#DONE_GONE}}[[It is gone.]]{{/DONE_GONE}}
{{#DONE_THEIR_SESSIONS_ENDED}}[[They are signed out there.]]{{/DONE_THEIR_SESSIONS_ENDED}}
{{#DONE_TAKEN_ALONG}}[[The tickets of before are the company’s now.]]{{/DONE_TAKEN_ALONG}}
{{#DONE_TAKING_ALONG}}[[Many tickets of before are the company’s now. Some are left: go on.]]{{/DONE_TAKING_ALONG}}
{{#DONE_CALLING}}[[It is called in a moment. What comes of it stands below.]]{{/DONE_CALLING}}
</span></p>
{{#UNDO}}<form method="post" action="{{UNDO_ACTION}}"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-undo">{{#FIELD}}<input type="hidden" name="{{NAME}}" value="{{VALUE}}">{{/FIELD}}<button class="flash__undo" type="submit" data-once>{{#BACK}}[[Undo]]{{/BACK}}{{#AGAIN}}[[Open again]]{{/AGAIN}}</button></form>{{/UNDO}}
</div>
