{{%AUTOESCAPE context="HTML"}}
{{!
  The fields about a customer. Include it as FIELDS in a form.

  Variables
    NAME, EMAIL   as stored or as typed;  NAME_MAX "100"  EMAIL_MAX "254"
  Section
    KEPT          the viewer keeps customers: COMPANY (its name; the script
                  suggests some by /companies/suggest), NOTE, NAME_MAX,
                  NOTE_MAX "500", CHECKED (they speak for it)
  When the form comes back
    NAME_ERROR, EMAIL_ERROR, COMPANY_ERROR, NOTE_ERROR: TEXT each
    NAME_NOW, EMAIL_NOW, NOTE_NOW: TEXT each, what somebody else wrote
}}
<div class="field">
<label class="field__label" for="name">[[Name]]</label>
{{#NAME_ERROR}}<p class="field__error" id="name-error">{{TEXT}}</p>{{/NAME_ERROR}}
{{#NAME_NOW}}<p class="field__hint">[[It is now:]] {{TEXT}}</p>{{/NAME_NOW}}
<input class="input" type="text" dir="auto" id="name" name="name" value="{{NAME}}" required maxlength="{{NAME_MAX}}" autocomplete="off"{{#NAME_ERROR}} aria-invalid="true" aria-describedby="name-error"{{/NAME_ERROR}}>
</div>
<div class="field">
<label class="field__label" for="email">[[E-mail address]]</label>
{{#EMAIL_ERROR}}<p class="field__error" id="email-error">{{TEXT}}</p>{{/EMAIL_ERROR}}
{{#EMAIL_NOW}}<p class="field__hint">[[It is now:]] {{TEXT}}</p>{{/EMAIL_NOW}}
<input class="input" type="email" id="email" name="email" value="{{EMAIL}}" required maxlength="{{EMAIL_MAX}}" autocomplete="off"{{#EMAIL_ERROR}} aria-invalid="true" aria-describedby="email-error"{{/EMAIL_ERROR}}>
</div>
{{#KEPT}}
<div class="field">
<label class="field__label" for="company">[[Company]]</label>
<p class="field__hint" id="company-hint">[[Its name, as it stands among the companies. Leave it empty for none.]]</p>
{{#COMPANY_ERROR}}<p class="field__error" id="company-error">{{TEXT}} <a href="/companies">[[Companies]]</a></p>{{/COMPANY_ERROR}}
<input class="input" type="text" dir="auto" id="company" name="company" value="{{COMPANY}}" maxlength="{{NAME_MAX}}" autocomplete="off" list="company-choices" data-suggest="/companies/suggest" aria-describedby="company-hint{{#COMPANY_ERROR}} company-error{{/COMPANY_ERROR}}"{{#COMPANY_ERROR}} aria-invalid="true"{{/COMPANY_ERROR}}>
<datalist id="company-choices"></datalist>
</div>
<label class="pick"><input type="checkbox" name="sees" value="1"{{#CHECKED}} checked{{/CHECKED}}>[[Speaks for the company: sees and answers all its tickets]]</label>
<div class="field">
<label class="field__label" for="note">[[Note]]</label>
<p class="field__hint" id="note-hint">[[Staff alone read it.]]</p>
{{#NOTE_ERROR}}<p class="field__error" id="note-error">{{TEXT}}</p>{{/NOTE_ERROR}}
{{#NOTE_NOW}}<p class="field__hint">[[It is now:]] {{TEXT}}</p>{{/NOTE_NOW}}
<textarea class="input" dir="auto" id="note" name="note" rows="3" maxlength="{{NOTE_MAX}}" aria-describedby="note-hint{{#NOTE_ERROR}} note-error{{/NOTE_ERROR}}"{{#NOTE_ERROR}} aria-invalid="true"{{/NOTE_ERROR}}>
{{NOTE:pre_escape}}</textarea>
</div>
{{/KEPT}}
