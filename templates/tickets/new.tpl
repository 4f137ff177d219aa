{{%AUTOESCAPE context="HTML"}}
{{!
  A customer asks for help. Layout: AT_NEW.

  One of
    ONE_DEPARTMENT   there is only one: DEPARTMENT_ID, and PROMISE below
    DEPARTMENTS      several to choose from; in it
      DEPARTMENT     many: ID (opaque), NAME, CHECKED (section), and PROMISE
                     below
  PROMISE, in ONE_DEPARTMENT and in each DEPARTMENT, one of
    ANSWER_BY        DUE, DUE_FULL, DUE_ISO; one of OPEN_NOW (CLOSES "17:00")
                     CLOSED_NOW (OPENS "Mon 09:00") ALWAYS_OPEN
    NO_PROMISE
  Variables
    SUBJECT, BODY    what was typed, when the form comes back
    SUBJECT_MAX "200"   BODY_MAX "20000"
  Section
    CAME_FROM        from where they came to the form is known: REFERRER
  One of
    ASKS OPENS_IT    a customer asks for themselves, or staff for somebody
  Section
    STAFF            they choose more: TAGS, what was typed; TAG_CHOICE many:
                     NAME; one of IS_URGENT IS_HIGH IS_NORMAL IS_LOW
  Sections, when the form comes back
    SUBJECT_ERROR, BODY_ERROR, DEPARTMENT_ERROR, PRIORITY_ERROR, TAGS_ERROR:
    TEXT each
    SENT             this form made a ticket before and was changed since:
                     SENT_CODE
  Include
    ERRORS           parts/errors.tpl, when the form comes back (fields:
                     subject, body, department)
    REQUESTER        parts/requester.tpl, for staff
    CUSTOM           parts/custom.tpl, many
  Posts: department, subject, body, priority, tags, referrer, field-OID for
    each custom field, csrf, once, and what the include REQUESTER does
}}
<div class="ask">
<h1>{{#ASKS}}[[How can we help?]]{{/ASKS}}{{#OPENS_IT}}[[New ticket]]{{/OPENS_IT}}</h1>
{{#SENT}}
<div class="notice notice--warn" role="alert">
<p>[[This form was sent already, and your ticket is there:]] <a class="code" href="/tickets/{{SENT_CODE}}">{{SENT_CODE}}</a>. [[What you changed since was not sent. To add something to that ticket, open it and write there. To ask for something else, send this form: it opens another ticket.]]</p>
</div>
{{/SENT}}
{{>ERRORS}}
<form class="form" method="post" action="/tickets" data-draft enctype="multipart/form-data">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-open">
{{#CAME_FROM}}<input type="hidden" name="referrer" value="{{REFERRER}}">{{/CAME_FROM}}
{{>REQUESTER}}
{{#ONE_DEPARTMENT}}
{{#DEPARTMENT_ERROR}}<p class="field__error" id="department">{{TEXT}}</p>{{/DEPARTMENT_ERROR}}
<input type="hidden" name="department" value="{{DEPARTMENT_ID}}">
{{#ANSWER_BY}}
<div class="vow">
<svg class="vow__icon" viewBox="0 0 24 24" width="32" height="32" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg>
<p class="vow__text">{{#ASKS}}[[If you send now, we answer by]]{{/ASKS}}{{#OPENS_IT}}[[Opened now, it is to be answered by]]{{/OPENS_IT}} <time class="vow__time" datetime="{{DUE_ISO}}" title="{{DUE_FULL}}">{{DUE}}</time></p>
<p class="vow__why">{{#OPEN_NOW}}[[We are here until {{CLOSES}}.]]{{/OPEN_NOW}}{{#CLOSED_NOW}}[[We are closed now and back {{OPENS}}.]]{{/CLOSED_NOW}}{{#ALWAYS_OPEN}}[[We are here day and night.]]{{/ALWAYS_OPEN}} [[Times are yours: {{ZONE}}.]]</p>
</div>
{{/ANSWER_BY}}
{{#NO_PROMISE}}
<div class="vow vow--plain">
<svg class="vow__icon" viewBox="0 0 24 24" width="32" height="32" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg>
<p class="vow__text">{{#ASKS}}[[We answer as soon as we can.]]{{/ASKS}}{{#OPENS_IT}}[[There is no promise for it.]]{{/OPENS_IT}}</p>
</div>
{{/NO_PROMISE}}
{{/ONE_DEPARTMENT}}
{{#DEPARTMENTS}}
<fieldset class="field choices" id="department"{{#DEPARTMENT_ERROR}} aria-describedby="department-error"{{/DEPARTMENT_ERROR}}>
<legend class="field__label">{{#ASKS}}[[Who should help you?]]{{/ASKS}}{{#OPENS_IT}}[[Department]]{{/OPENS_IT}}</legend>
{{#DEPARTMENT_ERROR}}<p class="field__error" id="department-error">{{TEXT}}</p>{{/DEPARTMENT_ERROR}}
{{#DEPARTMENT}}
<label class="choice"><input class="choice__input" type="radio" name="department" value="{{ID}}" required{{#CHECKED}} checked{{/CHECKED}}><span class="choice__name">{{NAME}}</span>
{{#ANSWER_BY}}<span class="choice__vow">{{#ASKS}}[[If you send now, we answer by]]{{/ASKS}}{{#OPENS_IT}}[[Opened now, it is to be answered by]]{{/OPENS_IT}} <time datetime="{{DUE_ISO}}" title="{{DUE_FULL}}">{{DUE}}</time>.</span> <span class="choice__why">{{#OPEN_NOW}}[[Here until {{CLOSES}}]]{{/OPEN_NOW}}{{#CLOSED_NOW}}[[Closed now, back {{OPENS}}]]{{/CLOSED_NOW}}{{#ALWAYS_OPEN}}[[Here day and night]]{{/ALWAYS_OPEN}}</span>{{/ANSWER_BY}}
{{#NO_PROMISE}}<span class="choice__why">{{#ASKS}}[[Answers as soon as it can]]{{/ASKS}}{{#OPENS_IT}}[[No promise]]{{/OPENS_IT}}</span>{{/NO_PROMISE}}
</label>
{{/DEPARTMENT}}
</fieldset>
{{/DEPARTMENTS}}
<div class="field">
<label class="field__label" for="subject">[[What is it about?]]</label>
{{#SUBJECT_ERROR}}<p class="field__error" id="subject-error">{{TEXT}}</p>{{/SUBJECT_ERROR}}
<input class="input" type="text" dir="auto" id="subject" name="subject" value="{{SUBJECT}}" required maxlength="{{SUBJECT_MAX}}"{{#SUBJECT_ERROR}} aria-invalid="true" aria-describedby="subject-error"{{/SUBJECT_ERROR}}>
</div>
<div class="field">
<label class="field__label" for="body">{{#ASKS}}[[Tell us more]]{{/ASKS}}{{#OPENS_IT}}[[What do they write or say?]]{{/OPENS_IT}}</label>
<p class="field__hint" id="body-hint">{{#ASKS}}[[What did you do, what did you expect, what happened instead?]] {{/ASKS}}{{#OPENS_IT}}[[They see it as the first message of their ticket.]] {{/OPENS_IT}}[[Lists, **bold** and `code` work.]]</p>
{{#BODY_ERROR}}<p class="field__error" id="body-error">{{TEXT}}</p>{{/BODY_ERROR}}
<textarea dir="auto" class="input input--grow" id="body" name="body" rows="9" required maxlength="{{BODY_MAX}}" aria-describedby="body-hint{{#BODY_ERROR}} body-error{{/BODY_ERROR}}"{{#BODY_ERROR}} aria-invalid="true"{{/BODY_ERROR}}>
{{BODY:pre_escape}}</textarea>
</div>
{{>CUSTOM}}
{{#STAFF}}
<div class="field">
<label class="field__label" for="priority">[[Priority]]</label>
{{#PRIORITY_ERROR}}<p class="field__error" id="priority-error">{{TEXT}}</p>{{/PRIORITY_ERROR}}
<select class="input" id="priority" name="priority"{{#PRIORITY_ERROR}} aria-invalid="true" aria-describedby="priority-error"{{/PRIORITY_ERROR}}>
<option value="urgent"{{#IS_URGENT}} selected{{/IS_URGENT}}>[[Urgent]]</option>
<option value="high"{{#IS_HIGH}} selected{{/IS_HIGH}}>[[High]]</option>
<option value="normal"{{#IS_NORMAL}} selected{{/IS_NORMAL}}>[[Normal]]</option>
<option value="low"{{#IS_LOW}} selected{{/IS_LOW}}>[[Low]]</option>
</select>
</div>
<div class="field">
<label class="field__label" for="tags">[[Tags]]</label>
<p class="field__hint" id="tags-hint">[[As many as you like, with commas between them.]]</p>
{{#TAGS_ERROR}}<p class="field__error" id="tags-error">{{TEXT}}</p>{{/TAGS_ERROR}}
<input class="input" type="text" dir="auto" id="tags" name="tags" value="{{TAGS}}" list="tag-choices" autocomplete="off" aria-describedby="tags-hint{{#TAGS_ERROR}} tags-error{{/TAGS_ERROR}}"{{#TAGS_ERROR}} aria-invalid="true"{{/TAGS_ERROR}}>
<datalist id="tag-choices">{{#TAG_CHOICE}}<option value="{{NAME}}"></option>{{/TAG_CHOICE}}</datalist>
</div>
{{/STAFF}}
{{>UPLOAD}}
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Send]]</button></div>
</form>
</div>
