{{%AUTOESCAPE context="HTML"}}
{{!
  One promise in the form of a level. Include it as PROMISE.

  Variables
    KEY           "first_answer"
  Sections
    one of FIRST_ANSWER NEXT_ANSWER FIRST_ASSIGN FIRST_RESOLVE CHAT_ANSWER
      CALL_ANSWER KEEP_INFORMED
    ON            ticked
    ERROR         TEXT, about the tick
    OWN           a priority has its own time: the fold stands open
    PAUSES_OPEN   what pauses it is not as usual: the fold stands open
    PAUSE_NEW PAUSE_OPEN PAUSE_ANSWERED PAUSE_POSTPONED   ticked
  Includes
    TIME          levels/time.tpl
    PRIORITY      levels/time.tpl, four
}}
<fieldset class="pledge">
<legend class="hidden">{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}</legend>
<div class="pledge__row">
<div class="pledge__head">
<label class="pick pledge__name"><input type="checkbox" id="{{KEY}}" name="{{KEY}}" value="1"{{#ON}} checked{{/ON}} aria-describedby="{{KEY}}-what{{#ERROR}} {{KEY}}-error{{/ERROR}}"{{#ERROR}} aria-invalid="true"{{/ERROR}}>{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}</label>
<p class="field__hint pledge__what" id="{{KEY}}-what">{{#FIRST_ANSWER}}[[To the first reply to a customer who wrote.]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[To each reply after that, whenever they write again.]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[Until somebody has the ticket.]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[Until the ticket is resolved.]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Until a chat is picked up.]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Until a call is picked up.]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[From each reply to the next word, also when nobody asks.]]{{/KEEP_INFORMED}}</p>
{{#ERROR}}<p class="field__error" id="{{KEY}}-error">{{TEXT}}</p>{{/ERROR}}
</div>
{{>TIME}}
</div>
<div class="pledge__more">
<details class="fold fold--small"{{#OWN}} open{{/OWN}}><summary>[[Another time by priority]]</summary>
<div class="fold__body pledge__priorities">
{{>PRIORITY}}
</div>
</details>
<details class="fold fold--small"{{#PAUSES_OPEN}} open{{/PAUSES_OPEN}}><summary>[[What pauses it]]</summary>
<div class="fold__body pledge__pauses">
<label class="pick"><input type="checkbox" name="{{KEY}}-pauses-new" value="1"{{#PAUSE_NEW}} checked{{/PAUSE_NEW}}>[[New]]</label>
<label class="pick"><input type="checkbox" name="{{KEY}}-pauses-open" value="1"{{#PAUSE_OPEN}} checked{{/PAUSE_OPEN}}>[[Open]]</label>
<label class="pick"><input type="checkbox" name="{{KEY}}-pauses-answered" value="1"{{#PAUSE_ANSWERED}} checked{{/PAUSE_ANSWERED}}>[[Answered]]</label>
<label class="pick"><input type="checkbox" name="{{KEY}}-pauses-postponed" value="1"{{#PAUSE_POSTPONED}} checked{{/PAUSE_POSTPONED}}>[[Postponed]]</label>
</div>
</details>
</div>
</fieldset>
