{{%AUTOESCAPE context="HTML"}}
{{!
  The form of an SLA level, new or to be changed. Include it as FORM.

  Variables
    ACTION        where it posts to;  SEEN, the version's number ("" for a new)
    NAME, NAME_MAX
    STEPS         how many escalation steps there are
    REOPEN_WINDOW, MAX_PAUSE, GRACE, LATE   lengths of time as typed
  Sections
    RARE_OPEN     the fold of rare promises stands open
    CALENDAR      many: OID, CALENDAR_NAME, CHOSEN;  ALWAYS, none is chosen
    MORE_OPEN     the fold of rare settings stands open
    one of CHANGE_RETARGET CHANGE_REJUDGE CHANGE_RESTART CHANGE_KEEP
    one of REOPEN_FIRST_ONLY REOPEN_NEW_CYCLE REOPEN_CONTINUE
    one of AGENT_NONE AGENT_START AGENT_MET
    BY_CONSUMPTION  ticked
    NAME_ERROR CALENDAR_ERROR REOPEN_WINDOW_ERROR MAX_PAUSE_ERROR GRACE_ERROR
      LATE_ERROR: TEXT
    FORCE         a promise would never fall due: the box to save it all the
                  same; TICKED
    one of SAVE_PLAIN, SAVE_AGAIN: what would move was shown, the button says so
    ADD_FOCUS     the button that adds a step is the one to go on with
    NAME_NOW      somebody else changed it meanwhile: TEXT
  Includes
    PROMISE       levels/promise.tpl, many: what tickets of every channel have
    RARE          the same, the others
    STEP          levels/step_input.tpl, many
    EXAMPLES      levels/examples.tpl
    APPLY         parts/apply_choice.tpl, unless it is new
}}
<form class="form level-form" id="level-form" method="post" action="{{ACTION}}" data-draft data-live>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-level">
<input type="hidden" name="seen" value="{{SEEN}}">
<button class="level-form__first" type="submit" name="deed" value="save" tabindex="-1" aria-hidden="true"></button>
<div class="level-form__main">
<div class="card form">
<div class="field">
<label class="field__label" for="name">[[Name]]</label>
{{#NAME_ERROR}}<p class="field__error" id="name-error">{{TEXT}}</p>{{/NAME_ERROR}}
{{#NAME_NOW}}<p class="field__hint">[[It is now:]] {{TEXT}}</p>{{/NAME_NOW}}
<input class="input" type="text" dir="auto" id="name" name="name" value="{{NAME}}" required maxlength="{{NAME_MAX}}" autocomplete="off"{{#NAME_ERROR}} aria-invalid="true" aria-describedby="name-error"{{/NAME_ERROR}}>
</div>
<div class="field">
<label class="field__label" for="calendar">[[Business hours]]</label>
<p class="field__hint" id="calendar-hint">[[Time is counted within them, unless a promise says around the clock.]]</p>
{{#CALENDAR_ERROR}}<p class="field__error" id="calendar-error">{{TEXT}}</p>{{/CALENDAR_ERROR}}
<select class="input" id="calendar" name="calendar" aria-describedby="calendar-hint{{#CALENDAR_ERROR}} calendar-error{{/CALENDAR_ERROR}}"{{#CALENDAR_ERROR}} aria-invalid="true"{{/CALENDAR_ERROR}}>
<option value=""{{#ALWAYS}} selected{{/ALWAYS}}>[[Around the clock, every day]]</option>
{{#CALENDAR}}<option value="{{OID}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{CALENDAR_NAME}}</option>
{{/CALENDAR}}
</select>
</div>
</div>
<section class="card form" aria-labelledby="promises">
<h2 class="level-form__title" id="promises">[[What is promised]]</h2>
{{>PROMISE}}
<details class="fold"{{#RARE_OPEN}} open{{/RARE_OPEN}}><summary>[[More promises: keep informed, chats, calls]]</summary>
<div class="fold__body form">
{{>RARE}}
</div>
</details>
</section>
<section class="card form" aria-labelledby="steps-title" id="steps" data-part>
<h2 class="level-form__title" id="steps-title">[[Escalation steps]]</h2>
<p class="field__hint">[[What happens by itself before or after a deadline. Each step happens once for each promise.]]</p>
<input type="hidden" name="steps" value="{{STEPS}}">
{{>STEP}}
<div><button class="button" type="submit" id="add-step" name="deed" value="add" formnovalidate{{#ADD_FOCUS}} autofocus{{/ADD_FOCUS}}><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#plus"></use></svg>[[Add a step]]</button></div>
</section>
<details class="fold card"{{#MORE_OPEN}} open{{/MORE_OPEN}}><summary>[[More settings]]</summary>
<div class="fold__body form">
<div class="field">
<label class="field__label" for="on_change">[[When level, hours or priority change, running promises]]</label>
<select class="input" id="on_change" name="on_change">
<option value="retarget"{{#CHANGE_RETARGET}} selected{{/CHANGE_RETARGET}}>[[go on: what is used stays used, the deadline is new]]</option>
<option value="rejudge"{{#CHANGE_REJUDGE}} selected{{/CHANGE_REJUDGE}}>[[are judged as if it had been so from their start]]</option>
<option value="restart"{{#CHANGE_RESTART}} selected{{/CHANGE_RESTART}}>[[start again with the whole time]]</option>
<option value="keep"{{#CHANGE_KEEP}} selected{{/CHANGE_KEEP}}>[[stay as they were promised at first]]</option>
</select>
</div>
<div class="field">
<label class="field__label" for="grace">[[Grace when a change would break a promise at once]]</label>
<p class="field__hint" id="grace-hint">[[In open time, for the first of these ways. Empty: none.]]</p>
{{#GRACE_ERROR}}<p class="field__error" id="grace-error">{{TEXT}}</p>{{/GRACE_ERROR}}
<input class="input level-form__time" type="text" id="grace" name="grace" value="{{GRACE}}" autocomplete="off" aria-describedby="grace-hint{{#GRACE_ERROR}} grace-error{{/GRACE_ERROR}}"{{#GRACE_ERROR}} aria-invalid="true"{{/GRACE_ERROR}}>
</div>
<div class="field">
<label class="field__label" for="reopen">[[When a resolved ticket is reopened, first resolve]]</label>
<select class="input" id="reopen" name="reopen">
<option value="first_only"{{#REOPEN_FIRST_ONLY}} selected{{/REOPEN_FIRST_ONLY}}>[[stays as it was: the first resolution counts]]</option>
<option value="new_cycle"{{#REOPEN_NEW_CYCLE}} selected{{/REOPEN_NEW_CYCLE}}>[[is promised anew]]</option>
<option value="continue"{{#REOPEN_CONTINUE}} selected{{/REOPEN_CONTINUE}}>[[goes on; the time in between is a pause]]</option>
</select>
</div>
<div class="field">
<label class="field__label" for="reopen_window">[[It goes on only if reopened within]]</label>
<p class="field__hint" id="reopen_window-hint">[[After that it is promised anew. Empty: always.]]</p>
{{#REOPEN_WINDOW_ERROR}}<p class="field__error" id="reopen_window-error">{{TEXT}}</p>{{/REOPEN_WINDOW_ERROR}}
<input class="input level-form__time" type="text" id="reopen_window" name="reopen_window" value="{{REOPEN_WINDOW}}" autocomplete="off" aria-describedby="reopen_window-hint{{#REOPEN_WINDOW_ERROR}} reopen_window-error{{/REOPEN_WINDOW_ERROR}}"{{#REOPEN_WINDOW_ERROR}} aria-invalid="true"{{/REOPEN_WINDOW_ERROR}}>
</div>
<div class="field">
<label class="field__label" for="by_agent">[[On tickets that agents open for somebody, first answer]]</label>
<select class="input" id="by_agent" name="by_agent">
<option value="none"{{#AGENT_NONE}} selected{{/AGENT_NONE}}>[[is not promised]]</option>
<option value="start"{{#AGENT_START}} selected{{/AGENT_START}}>[[starts when they are opened]]</option>
<option value="met"{{#AGENT_MET}} selected{{/AGENT_MET}}>[[is met at once]]</option>
</select>
</div>
<div class="field">
<label class="field__label" for="max_pause">[[Longest pause]]</label>
<p class="field__hint" id="max_pause-hint">[[After it a paused promise goes on by itself. Empty: no limit.]]</p>
{{#MAX_PAUSE_ERROR}}<p class="field__error" id="max_pause-error">{{TEXT}}</p>{{/MAX_PAUSE_ERROR}}
<input class="input level-form__time" type="text" id="max_pause" name="max_pause" value="{{MAX_PAUSE}}" autocomplete="off" aria-describedby="max_pause-hint{{#MAX_PAUSE_ERROR}} max_pause-error{{/MAX_PAUSE_ERROR}}"{{#MAX_PAUSE_ERROR}} aria-invalid="true"{{/MAX_PAUSE_ERROR}}>
</div>
<div class="field">
<label class="field__label" for="late">[[A step that is found later than this is marked late]]</label>
<p class="field__hint" id="late-hint">[[After an outage, say. Empty: one hour.]]</p>
{{#LATE_ERROR}}<p class="field__error" id="late-error">{{TEXT}}</p>{{/LATE_ERROR}}
<input class="input level-form__time" type="text" id="late" name="late" value="{{LATE}}" autocomplete="off" aria-describedby="late-hint{{#LATE_ERROR}} late-error{{/LATE_ERROR}}"{{#LATE_ERROR}} aria-invalid="true"{{/LATE_ERROR}}>
</div>
<label class="pick"><input type="checkbox" name="by_consumption" value="1"{{#BY_CONSUMPTION}} checked{{/BY_CONSUMPTION}}>[[Judge by the open time that was used, not by the deadline: work after closing time costs nothing]]</label>
</div>
</details>
</div>
<aside class="level-form__aside" aria-label="[[Examples]]">
{{>EXAMPLES}}
</aside>
<div class="level-form__end form">
{{>APPLY}}
{{#FORCE}}<div class="notice notice--warn apply__force" id="force-note">
<p>[[By these hours a promise would never fall due: nobody could break it, and nobody would be reminded. Choose other hours or a shorter time, or tick this if it is what you want.]]</p>
<label class="pick"><input type="checkbox" name="force" value="1"{{#TICKED}} checked{{/TICKED}}>[[Save it all the same]]</label>
</div>{{/FORCE}}
<div class="form__end"><button class="button button--main" type="submit" name="deed" value="save" data-once>{{#SAVE_PLAIN}}[[Save]]{{/SAVE_PLAIN}}{{#SAVE_AGAIN}}[[Save, for open tickets too]]{{/SAVE_AGAIN}}</button></div>
</div>
</form>
