{{%AUTOESCAPE context="HTML"}}
{{!
  One custom field in a form. Include it as CUSTOM, many.

  Variables
    ID            of its input: "field-" and its opaque id; sent as that, too
    NAME          what it is called
    VALUE         of a text, number or date, as stored or as typed
    MAX           "500", of a text
  One of (its kind)
    IS_TEXT IS_NUMBER IS_DATE IS_CHOICE IS_MANY IS_FLAG
      IS_CHOICE, IS_MANY: OPTION many: VALUE, an opaque id; LABEL; CHOSEN
        (section); OLD (section), archived
      IS_FLAG: CHOSEN (section)
  Sections
    REQUIRED, OPTIONAL   at most one: customers must fill it in, or need not
    ERROR         what is wrong: TEXT
}}
{{#IS_TEXT}}<div class="field">
<label class="field__label" for="{{ID}}"><span dir="auto">{{NAME}}</span>{{#OPTIONAL}} <span class="field__hint">[[(optional)]]</span>{{/OPTIONAL}}</label>
{{#ERROR}}<p class="field__error" id="{{ID}}-error">{{TEXT}}</p>{{/ERROR}}
<input class="input" type="text" dir="auto" id="{{ID}}" name="{{ID}}" value="{{VALUE}}" maxlength="{{MAX}}" autocomplete="off"{{#REQUIRED}} required{{/REQUIRED}}{{#ERROR}} aria-invalid="true" aria-describedby="{{ID}}-error"{{/ERROR}}>
</div>{{/IS_TEXT}}{{#IS_NUMBER}}<div class="field">
<label class="field__label" for="{{ID}}"><span dir="auto">{{NAME}}</span>{{#OPTIONAL}} <span class="field__hint">[[(optional)]]</span>{{/OPTIONAL}}</label>
{{#ERROR}}<p class="field__error" id="{{ID}}-error">{{TEXT}}</p>{{/ERROR}}
<input class="input" type="text" inputmode="decimal" id="{{ID}}" name="{{ID}}" value="{{VALUE}}" autocomplete="off"{{#REQUIRED}} required{{/REQUIRED}}{{#ERROR}} aria-invalid="true" aria-describedby="{{ID}}-error"{{/ERROR}}>
</div>{{/IS_NUMBER}}{{#IS_DATE}}<div class="field">
<label class="field__label" for="{{ID}}"><span dir="auto">{{NAME}}</span>{{#OPTIONAL}} <span class="field__hint">[[(optional)]]</span>{{/OPTIONAL}}</label>
{{#ERROR}}<p class="field__error" id="{{ID}}-error">{{TEXT}}</p>{{/ERROR}}
<input class="input" type="date" id="{{ID}}" name="{{ID}}" value="{{VALUE}}"{{#REQUIRED}} required{{/REQUIRED}}{{#ERROR}} aria-invalid="true" aria-describedby="{{ID}}-error"{{/ERROR}}>
</div>{{/IS_DATE}}{{#IS_CHOICE}}<div class="field">
<label class="field__label" for="{{ID}}"><span dir="auto">{{NAME}}</span>{{#OPTIONAL}} <span class="field__hint">[[(optional)]]</span>{{/OPTIONAL}}</label>
{{#ERROR}}<p class="field__error" id="{{ID}}-error">{{TEXT}}</p>{{/ERROR}}
<select class="input" id="{{ID}}" name="{{ID}}"{{#REQUIRED}} required{{/REQUIRED}}{{#ERROR}} aria-invalid="true" aria-describedby="{{ID}}-error"{{/ERROR}}>
<option value="">[[none]]</option>
{{#OPTION}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}{{#OLD}} [[(archived)]]{{/OLD}}</option>
{{/OPTION}}
</select>
</div>{{/IS_CHOICE}}{{#IS_MANY}}<fieldset class="field" id="{{ID}}"{{#ERROR}} aria-describedby="{{ID}}-error"{{/ERROR}}>
<legend class="field__label"><span dir="auto">{{NAME}}</span>{{#OPTIONAL}} <span class="field__hint">[[(optional)]]</span>{{/OPTIONAL}}</legend>
{{#ERROR}}<p class="field__error" id="{{ID}}-error">{{TEXT}}</p>{{/ERROR}}
<input type="hidden" name="{{ID}}" value="">
{{#OPTION}}<label class="pick"><input type="checkbox" name="{{ID}}" value="{{VALUE}}"{{#CHOSEN}} checked{{/CHOSEN}}><span dir="auto">{{LABEL}}</span>{{#OLD}} <span class="muted">[[(archived)]]</span>{{/OLD}}</label>
{{/OPTION}}
</fieldset>{{/IS_MANY}}{{#IS_FLAG}}<div class="field">
{{#ERROR}}<p class="field__error" id="{{ID}}-error">{{TEXT}}</p>{{/ERROR}}
<input type="hidden" name="{{ID}}" value="">
<label class="pick"><input type="checkbox" id="{{ID}}" name="{{ID}}" value="1"{{#CHOSEN}} checked{{/CHOSEN}}{{#REQUIRED}} required{{/REQUIRED}}{{#ERROR}} aria-invalid="true" aria-describedby="{{ID}}-error"{{/ERROR}}><span dir="auto">{{NAME}}</span></label>
</div>{{/IS_FLAG}}
