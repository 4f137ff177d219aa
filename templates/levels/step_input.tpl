{{%AUTOESCAPE context="HTML"}}
{{!
  An escalation step in the form of a level. Include it as STEP, once for each.

  Variables
    I             its place, from 0;  N, from 1
    TIME          as typed
    ACTIONS       how many things it does
  Sections
    METRIC        many: KEY, CHOSEN, one of FIRST_ANSWER ... KEEP_INFORMED
    one of BEFORE AT AFTER PERCENT
    one of WORKING CALENDAR
    TIME_ERROR, METRIC_ERROR: TEXT
    FIRST, LAST   it cannot go further up, down
    METRIC_FOCUS TIME_FOCUS ADD_FOCUS UP_FOCUS DOWN_FOCUS: the input to go on
                  with
    FULL          it does as much as it may
  Includes
    DO            levels/action_input.tpl, many
}}
<fieldset class="step" id="step{{I}}">
<legend class="step__title">[[Step {{N}}]]</legend>
<div class="step__when">
<label class="hidden" for="step{{I}}-metric">[[Promise]]</label>
<select class="input step__metric" id="step{{I}}-metric" name="step{{I}}-metric"{{#METRIC_ERROR}} aria-invalid="true" aria-describedby="step{{I}}-metric-error"{{/METRIC_ERROR}}{{#METRIC_FOCUS}} autofocus{{/METRIC_FOCUS}}>
{{#METRIC}}<option value="{{KEY}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}</option>
{{/METRIC}}
</select>
<label class="hidden" for="step{{I}}-when">[[When]]</label>
<select class="input step__kind" id="step{{I}}-when" name="step{{I}}-when">
<option value="before"{{#BEFORE}} selected{{/BEFORE}}>[[before it is due]]</option>
<option value="at"{{#AT}} selected{{/AT}}>[[when it is due]]</option>
<option value="after"{{#AFTER}} selected{{/AFTER}}>[[after it was due]]</option>
<option value="percent"{{#PERCENT}} selected{{/PERCENT}}>[[percent of the time are used]]</option>
</select>
<label class="hidden" for="step{{I}}-time">[[How long before or after, or percent]]</label>
<input class="input level-form__time" type="text" id="step{{I}}-time" name="step{{I}}-time" value="{{TIME}}" autocomplete="off" placeholder="[[30 min, or 75]]"{{#TIME_ERROR}} aria-invalid="true" aria-describedby="step{{I}}-time-error"{{/TIME_ERROR}}{{#TIME_FOCUS}} autofocus{{/TIME_FOCUS}}>
<label class="hidden" for="step{{I}}-unit">[[What is counted]]</label>
<select class="input step__unit" id="step{{I}}-unit" name="step{{I}}-unit">
<option value="working"{{#WORKING}} selected{{/WORKING}}>[[of open time]]</option>
<option value="calendar"{{#CALENDAR}} selected{{/CALENDAR}}>[[around the clock]]</option>
</select>
</div>
{{#METRIC_ERROR}}<p class="field__error" id="step{{I}}-metric-error">{{TEXT}}</p>{{/METRIC_ERROR}}
{{#TIME_ERROR}}<p class="field__error" id="step{{I}}-time-error">{{TEXT}}</p>{{/TIME_ERROR}}
<input type="hidden" name="step{{I}}-n" value="{{ACTIONS}}">
<ol class="step__acts">
{{>DO}}
</ol>
<div class="step__ways">
<span class="step__add">
<label class="hidden" for="step{{I}}-add">[[What else it does]]</label>
<select class="input" id="step{{I}}-add" name="step{{I}}-add"{{#ADD_FOCUS}} autofocus{{/ADD_FOCUS}}>
<optgroup label="[[Tell]]">
<option value="tell_agent">[[tell whoever has the ticket]]</option>
<option value="tell_department">[[tell every agent of the department]]</option>
<option value="tell_managers">[[tell the department's managers]]</option>
<option value="tell_all_managers">[[tell all managers]]</option>
<option value="tell_person">[[tell somebody of staff]]</option>
<option value="tell_address">[[write to an address]]</option>
</optgroup>
<optgroup label="[[Change the ticket]]">
<option value="priority">[[set the priority]]</option>
<option value="assign">[[assign it]]</option>
<option value="transfer">[[transfer it]]</option>
<option value="tag">[[put a tag on]]</option>
<option value="untag">[[take a tag off]]</option>
<option value="level">[[give it another level]]</option>
<option value="note">[[write a note]]</option>
<option value="answer">[[write an answer]]</option>
<option value="field">[[fill in a field]]</option>
<option value="postpone">[[postpone it]]</option>
<option value="mark_answered">[[mark it as answered]]</option>
<option value="reopen">[[reopen it]]</option>
<option value="resolve">[[resolve it]]</option>
<option value="close">[[close it]]</option>
<option value="spam">[[mark it as spam]]</option>
<option value="delete">[[delete it]]</option>
</optgroup>
<optgroup label="[[Outside]]">
<option value="call">[[call a URL]]</option>
</optgroup>
</select>
<button class="button" type="submit" name="deed" value="do-{{I}}" formnovalidate{{#FULL}} disabled{{/FULL}}>[[Add to step {{N}}]]</button>
</span>
<span class="order">
<button class="button button--small" type="submit" id="up-{{I}}" name="deed" value="up-{{I}}" formnovalidate aria-label="[[Move step {{N}} up]]"{{#FIRST}} disabled{{/FIRST}}{{#UP_FOCUS}} autofocus{{/UP_FOCUS}}><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#up"></use></svg></button>
<button class="button button--small" type="submit" id="down-{{I}}" name="deed" value="down-{{I}}" formnovalidate aria-label="[[Move step {{N}} down]]"{{#LAST}} disabled{{/LAST}}{{#DOWN_FOCUS}} autofocus{{/DOWN_FOCUS}}><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#down"></use></svg></button>
<button class="button button--small" type="submit" name="deed" value="drop-{{I}}" formnovalidate aria-label="[[Remove step {{N}}]]">[[Remove]]</button>
</span>
</div>
</fieldset>
