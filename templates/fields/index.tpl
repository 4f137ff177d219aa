{{%AUTOESCAPE context="HTML"}}
{{!
  Custom fields. Layout: AT_FIELDS.

  Sections
    GOING         shown are those that are asked (else the archived ones: GONE)
    GONE          the opposite of GOING
    GROUP         of what there are some, in this order: one of OF_TICKETS,
                  OF_CUSTOMERS, OF_COMPANIES
      FIELD       many: OID, NAME; one of IS_TEXT IS_NUMBER IS_DATE IS_CHOICE
                  IS_MANY IS_FLAG; of tickets one of ASKED, MUST, UNSEEN; 0 or 1
                  ORDER: FIRST, LAST (sections: there it ends), UP_FOCUS,
                  DOWN_FOCUS (sections: it was just moved so)
    NONE, NONE_ARCHIVED   there are none
  Of the form for a new one
    TYPED         its name;  NAME_MAX "100"
    one of ABOUT_TICKETS ABOUT_CUSTOMERS ABOUT_COMPANIES: what is chosen
    one of KIND_TEXT KIND_NUMBER KIND_DATE KIND_CHOICE KIND_MANY KIND_FLAG
    SHOWN, REQUIRED       (sections) ticked
    NAME_ERROR, ABOUT_ERROR, KIND_ERROR, SHOWN_ERROR, REQUIRED_ERROR: TEXT
  Includes
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when the form comes back
  Posts: name, about, kind, shown, required, csrf, once
    /fields/OID/moved: way = up, down
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<header class="page-head"><h1>[[Fields]]</h1></header>
<p class="lead">[[What you want to know of tickets, customers and companies besides: a serial number, a contract's end, the machine. Rules can ask for it.]]</p>
<ul class="chips" aria-label="[[Which fields]]">
<li><a class="chips__link" href="/fields"{{#GOING}} aria-current="true"{{/GOING}}>[[In use]]</a></li>
<li><a class="chips__link" href="/fields?archived=1"{{#GONE}} aria-current="true"{{/GONE}}>[[Archived]]</a></li>
</ul>
{{>ERRORS}}
{{#GROUP}}
<section class="section" aria-label="{{#OF_TICKETS}}[[Of tickets]]{{/OF_TICKETS}}{{#OF_CUSTOMERS}}[[Of customers]]{{/OF_CUSTOMERS}}{{#OF_COMPANIES}}[[Of companies]]{{/OF_COMPANIES}}">
<h2>{{#OF_TICKETS}}[[Of tickets]]{{/OF_TICKETS}}{{#OF_CUSTOMERS}}[[Of customers]]{{/OF_CUSTOMERS}}{{#OF_COMPANIES}}[[Of companies]]{{/OF_COMPANIES}}</h2>
<table class="table table--cards">
<caption class="hidden">{{#OF_TICKETS}}[[Fields of tickets]]{{/OF_TICKETS}}{{#OF_CUSTOMERS}}[[Fields of customers]]{{/OF_CUSTOMERS}}{{#OF_COMPANIES}}[[Fields of companies]]{{/OF_COMPANIES}}</caption>
<thead><tr><th scope="col">[[Name]]</th><th scope="col">[[It holds]]</th><th scope="col">[[Customers]]</th><th scope="col">[[Order]]</th></tr></thead>
<tbody>
{{#FIELD}}
<tr><th class="table__main" scope="row" data-label="[[Name]]"><a dir="auto" href="/fields/{{OID}}">{{NAME}}</a></th><td data-label="[[It holds]]">{{#IS_TEXT}}[[a text]]{{/IS_TEXT}}{{#IS_NUMBER}}[[a number]]{{/IS_NUMBER}}{{#IS_DATE}}[[a date]]{{/IS_DATE}}{{#IS_CHOICE}}[[one choice]]{{/IS_CHOICE}}{{#IS_MANY}}[[several choices]]{{/IS_MANY}}{{#IS_FLAG}}[[yes or no]]{{/IS_FLAG}}</td><td data-label="[[Customers]]">{{#ASKED}}[[may fill it in]]{{/ASKED}}{{#MUST}}[[must fill it in]]{{/MUST}}{{#UNSEEN}}<span class="muted">[[do not see it]]</span>{{/UNSEEN}}</td><td data-label="[[Order]]">{{#ORDER}}<form class="order" method="post" action="/fields/{{OID}}/moved"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-{{OID}}"><button class="button button--small" type="submit" name="way" value="up" aria-label="[[Move {{NAME}} up]]"{{#FIRST}} disabled{{/FIRST}}{{#UP_FOCUS}} autofocus{{/UP_FOCUS}}><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#up"></use></svg></button><button class="button button--small" type="submit" name="way" value="down" aria-label="[[Move {{NAME}} down]]"{{#LAST}} disabled{{/LAST}}{{#DOWN_FOCUS}} autofocus{{/DOWN_FOCUS}}><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#down"></use></svg></button></form>{{/ORDER}}</td></tr>
{{/FIELD}}
</tbody>
</table>
</section>
{{/GROUP}}
{{#NONE}}<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><h2>[[No field yet]]</h2><p>[[Add the first one below: it stands on every ticket, customer or company from then on.]]</p></div>{{/NONE}}
{{#NONE_ARCHIVED}}<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><h2>[[No field is archived]]</h2><p>[[One that is no longer asked stands here. What was filled in stays, and it can come back.]]</p></div>{{/NONE_ARCHIVED}}
<section class="section" aria-labelledby="add">
<h2 id="add">[[Add a field]]</h2>
<form class="form card" method="post" action="/fields" data-draft>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-field">
<div class="field">
<label class="field__label" for="name">[[Name]]</label>
{{#NAME_ERROR}}<p class="field__error" id="name-error">{{TEXT}}</p>{{/NAME_ERROR}}
<input class="input" type="text" dir="auto" id="name" name="name" value="{{TYPED}}" required maxlength="{{NAME_MAX}}" autocomplete="off"{{#NAME_ERROR}} aria-invalid="true" aria-describedby="name-error"{{/NAME_ERROR}}>
</div>
<div class="field">
<label class="field__label" for="about">[[It is about]]</label>
{{#ABOUT_ERROR}}<p class="field__error" id="about-error">{{TEXT}}</p>{{/ABOUT_ERROR}}
<select class="input" id="about" name="about"{{#ABOUT_ERROR}} aria-invalid="true" aria-describedby="about-error"{{/ABOUT_ERROR}}>
<option value="tickets"{{#ABOUT_TICKETS}} selected{{/ABOUT_TICKETS}}>[[tickets]]</option>
<option value="customers"{{#ABOUT_CUSTOMERS}} selected{{/ABOUT_CUSTOMERS}}>[[customers]]</option>
<option value="companies"{{#ABOUT_COMPANIES}} selected{{/ABOUT_COMPANIES}}>[[companies]]</option>
</select>
</div>
<div class="field">
<label class="field__label" for="kind">[[It holds]]</label>
<p class="field__hint" id="kind-hint">[[This and what it is about stay as they are once it is made. Choices are added on its page.]]</p>
{{#KIND_ERROR}}<p class="field__error" id="kind-error">{{TEXT}}</p>{{/KIND_ERROR}}
<select class="input" id="kind" name="kind" aria-describedby="kind-hint{{#KIND_ERROR}} kind-error{{/KIND_ERROR}}"{{#KIND_ERROR}} aria-invalid="true"{{/KIND_ERROR}}>
<option value="text"{{#KIND_TEXT}} selected{{/KIND_TEXT}}>[[a text]]</option>
<option value="number"{{#KIND_NUMBER}} selected{{/KIND_NUMBER}}>[[a number]]</option>
<option value="date"{{#KIND_DATE}} selected{{/KIND_DATE}}>[[a date]]</option>
<option value="choice"{{#KIND_CHOICE}} selected{{/KIND_CHOICE}}>[[one choice]]</option>
<option value="choices"{{#KIND_MANY}} selected{{/KIND_MANY}}>[[several choices]]</option>
<option value="flag"{{#KIND_FLAG}} selected{{/KIND_FLAG}}>[[yes or no]]</option>
</select>
</div>
<fieldset class="field">
<legend class="field__label">[[Customers, when they open a ticket]]</legend>
{{#SHOWN_ERROR}}<p class="field__error" id="shown-error">{{TEXT}}</p>{{/SHOWN_ERROR}}
<label class="pick"><input type="checkbox" id="shown" name="shown" value="1"{{#SHOWN}} checked{{/SHOWN}}{{#SHOWN_ERROR}} aria-invalid="true" aria-describedby="shown-error"{{/SHOWN_ERROR}}>[[They see it and may fill it in]]</label>
{{#REQUIRED_ERROR}}<p class="field__error" id="required-error">{{TEXT}}</p>{{/REQUIRED_ERROR}}
<label class="pick"><input type="checkbox" id="required" name="required" value="1"{{#REQUIRED}} checked{{/REQUIRED}}{{#REQUIRED_ERROR}} aria-invalid="true" aria-describedby="required-error"{{/REQUIRED_ERROR}}>[[They must fill it in]]</label>
</fieldset>
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Add it]]</button></div>
</form>
</section>
</div>
</div>
