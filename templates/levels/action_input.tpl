{{%AUTOESCAPE context="HTML"}}
{{!
  A thing that an escalation step does, with its input. Include it as DO.

  Variables
    ID            "step0-1";  DO, its kind: "tell_agent"
    VALUE         as typed;  TEXT_MAX
    UNDO          "0-1"
  Sections, one of
    TELL_AGENT TELL_DEPARTMENT TELL_MANAGERS TELL_ALL_MANAGERS TELL_PERSON
    TELL_ADDRESS PRIORITY ASSIGN TRANSFER TAG UNTAG LEVEL NOTE ANSWER FIELD
    POSTPONE MARK_ANSWERED REOPEN RESOLVE CLOSE SPAM DELETE CALL
  Sections, one of: what its input is
    LINE (SUGGEST: people are suggested), WORDS, NOTHING (else LABELS)
    CHOICE        OPTION many: VALUE_OID, OPTION_NAME, CHOSEN; or OPTION
                  PRIORITIES: one of IS_URGENT IS_HIGH IS_NORMAL IS_LOW
    VALUE_TOO     of a custom field: MORE, what is to stand in it
    ERROR         TEXT
    FOCUS
}}
<li class="step__act">
<input type="hidden" name="{{ID}}-do" value="{{DO}}">
<label class="step__do"{{#LABELS}} for="{{ID}}"{{/LABELS}}>{{#TELL_AGENT}}[[tell whoever has the ticket]]{{/TELL_AGENT}}{{#TELL_DEPARTMENT}}[[tell every agent of the department]]{{/TELL_DEPARTMENT}}{{#TELL_MANAGERS}}[[tell the department's managers]]{{/TELL_MANAGERS}}{{#TELL_ALL_MANAGERS}}[[tell all managers]]{{/TELL_ALL_MANAGERS}}{{#TELL_PERSON}}[[tell]]{{/TELL_PERSON}}{{#TELL_ADDRESS}}[[write to]]{{/TELL_ADDRESS}}{{#PRIORITY}}[[set the priority to]]{{/PRIORITY}}{{#ASSIGN}}[[assign it to]]{{/ASSIGN}}{{#TRANSFER}}[[transfer it to]]{{/TRANSFER}}{{#TAG}}[[put on the tag]]{{/TAG}}{{#UNTAG}}[[take off the tag]]{{/UNTAG}}{{#LEVEL}}[[give it the level]]{{/LEVEL}}{{#NOTE}}[[write the note]]{{/NOTE}}{{#ANSWER}}[[answer]]{{/ANSWER}}{{#FIELD}}[[fill in the field]]{{/FIELD}}{{#POSTPONE}}[[postpone it for]]{{/POSTPONE}}{{#MARK_ANSWERED}}[[mark it as answered]]{{/MARK_ANSWERED}}{{#REOPEN}}[[reopen it]]{{/REOPEN}}{{#RESOLVE}}[[resolve it]]{{/RESOLVE}}{{#CLOSE}}[[close it]]{{/CLOSE}}{{#SPAM}}[[mark it as spam]]{{/SPAM}}{{#DELETE}}[[delete it]]{{/DELETE}}{{#CALL}}[[call]]{{/CALL}}</label>
<span class="step__input">
{{#LINE}}<input class="input" type="text" dir="auto" id="{{ID}}" name="{{ID}}" value="{{VALUE}}" maxlength="{{TEXT_MAX}}" autocomplete="off"{{#SUGGEST}} list="{{ID}}-choices" data-suggest="/people/suggest"{{/SUGGEST}} placeholder="{{#TELL_PERSON}}[[name or address]]{{/TELL_PERSON}}{{#ASSIGN}}[[name or address; empty: nobody]]{{/ASSIGN}}{{#TELL_ADDRESS}}[[name@example.com]]{{/TELL_ADDRESS}}{{#TAG}}[[its name]]{{/TAG}}{{#UNTAG}}[[its name]]{{/UNTAG}}{{#POSTPONE}}[[2 h; empty: open end]]{{/POSTPONE}}{{#CALL}}[[https://...]]{{/CALL}}"{{#ERROR}} aria-invalid="true" aria-describedby="{{ID}}-error"{{/ERROR}}{{#FOCUS}} autofocus{{/FOCUS}}>{{#SUGGEST}}<datalist id="{{ID}}-choices"></datalist>{{/SUGGEST}}{{/LINE}}
{{#WORDS}}<textarea class="input" dir="auto" id="{{ID}}" name="{{ID}}" rows="3" maxlength="{{TEXT_MAX}}"{{#ERROR}} aria-invalid="true" aria-describedby="{{ID}}-error"{{/ERROR}}{{#FOCUS}} autofocus{{/FOCUS}}>
{{VALUE:pre_escape}}</textarea>{{/WORDS}}
{{#CHOICE}}<select class="input" id="{{ID}}" name="{{ID}}"{{#ERROR}} aria-invalid="true" aria-describedby="{{ID}}-error"{{/ERROR}}{{#FOCUS}} autofocus{{/FOCUS}}>
{{#PRIORITIES}}<option value="urgent"{{#IS_URGENT}} selected{{/IS_URGENT}}>[[Urgent]]</option><option value="high"{{#IS_HIGH}} selected{{/IS_HIGH}}>[[High]]</option><option value="normal"{{#IS_NORMAL}} selected{{/IS_NORMAL}}>[[Normal]]</option><option value="low"{{#IS_LOW}} selected{{/IS_LOW}}>[[Low]]</option>{{/PRIORITIES}}
{{#OPTION}}<option value="{{VALUE_OID}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{OPTION_NAME}}</option>
{{/OPTION}}
</select>{{/CHOICE}}
{{#VALUE_TOO}}<label class="hidden" for="{{ID}}-value">[[with]]</label><input class="input" type="text" dir="auto" id="{{ID}}-value" name="{{ID}}-value" value="{{MORE}}" maxlength="{{TEXT_MAX}}" autocomplete="off" placeholder="[[its value; empty: nothing]]">{{/VALUE_TOO}}
{{#NOTHING}}<input type="hidden" id="{{ID}}" name="{{ID}}" value="">{{/NOTHING}}
{{#ERROR}}<span class="field__error" id="{{ID}}-error">{{TEXT}}</span>{{/ERROR}}
</span>
<button class="button button--small button--quiet" type="submit" name="deed" value="undo-{{UNDO}}" formnovalidate aria-label="[[Remove this from the step]]"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#trash"></use></svg></button>
</li>
