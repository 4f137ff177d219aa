{{%AUTOESCAPE context="HTML"}}
{{!
  Within which time something is promised: an input and what it counts. Include
  it as TIME, or PRIORITY, in levels/promise.tpl.

  Variables
    ID            "first_answer-time", "first_answer-urgent"
    TIME          as typed
  Sections
    one of ANY URGENT HIGH NORMAL LOW: of which priority
    one of WORKING CALENDAR DAYS NEXT_OPEN: what is chosen
    ERROR         TEXT
}}
<div class="pledge__time">
<label class="{{#ANY}}hidden{{/ANY}}{{#URGENT}}pledge__label{{/URGENT}}{{#HIGH}}pledge__label{{/HIGH}}{{#NORMAL}}pledge__label{{/NORMAL}}{{#LOW}}pledge__label{{/LOW}}" for="{{ID}}">{{#ANY}}[[Time]]{{/ANY}}{{#URGENT}}[[Urgent]]{{/URGENT}}{{#HIGH}}[[High]]{{/HIGH}}{{#NORMAL}}[[Normal]]{{/NORMAL}}{{#LOW}}[[Low]]{{/LOW}}</label>
<input class="input level-form__time" type="text" id="{{ID}}" name="{{ID}}" value="{{TIME}}" autocomplete="off" placeholder="{{#ANY}}[[1 h]]{{/ANY}}{{#URGENT}}[[as above]]{{/URGENT}}{{#HIGH}}[[as above]]{{/HIGH}}{{#NORMAL}}[[as above]]{{/NORMAL}}{{#LOW}}[[as above]]{{/LOW}}"{{#ERROR}} aria-invalid="true" aria-describedby="{{ID}}-error"{{/ERROR}}>
<label class="hidden" for="{{ID}}-unit">[[What is counted]]</label>
<select class="input pledge__unit" id="{{ID}}-unit" name="{{ID}}-unit">
<option value="working"{{#WORKING}} selected{{/WORKING}}>[[of open time]]</option>
<option value="calendar"{{#CALENDAR}} selected{{/CALENDAR}}>[[around the clock]]</option>
<option value="days"{{#DAYS}} selected{{/DAYS}}>[[working days]]</option>
<option value="next_open"{{#NEXT_OPEN}} selected{{/NEXT_OPEN}}>[[after the next opening]]</option>
</select>
{{#ERROR}}<p class="field__error" id="{{ID}}-error">{{TEXT}}</p>{{/ERROR}}
</div>
