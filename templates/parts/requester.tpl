{{%AUTOESCAPE context="HTML"}}
{{!
  For whom staff open a ticket. Include it as REQUESTER in the form of a new
  ticket.

  One of
    CHOSEN        somebody was chosen: OID, NAME, EMAIL
    CHOOSE        CUSTOMER_EMAIL, CUSTOMER_NAME, as typed; EMAIL_MAX "254",
                  NAME_MAX "100"; the script suggests customers by
                  /customers/suggest
  When the form comes back
    CUSTOMER_EMAIL_ERROR, CUSTOMER_NAME_ERROR: TEXT each
  Posts: customer (an opaque id), or customer_email and customer_name
}}
{{#CHOSEN}}
<div class="card card--small">
<p class="card__title">[[For]]</p>
<input type="hidden" name="customer" value="{{OID}}">
<p><span class="who__name" dir="auto">{{NAME}}</span> <span class="muted">{{EMAIL}}</span> · <a href="/tickets/new">[[somebody else]]</a></p>
</div>
{{/CHOSEN}}
{{#CHOOSE}}
<fieldset class="field" id="customer">
<legend class="field__label">[[For whom]]</legend>
<p class="field__hint" id="customer-hint">[[Leave it empty for yourself. Whose address is new here becomes a customer: then write their name, too.]] <a href="/customers">[[Look somebody up]]</a></p>
<div class="field">
<label class="field__label" for="customer_email">[[Their e-mail address]]</label>
{{#CUSTOMER_EMAIL_ERROR}}<p class="field__error" id="customer_email-error">{{TEXT}}</p>{{/CUSTOMER_EMAIL_ERROR}}
<input class="input" type="text" inputmode="email" id="customer_email" name="customer_email" value="{{CUSTOMER_EMAIL}}" maxlength="{{EMAIL_MAX}}" autocomplete="off" list="customer-choices" data-suggest="/customers/suggest" aria-describedby="customer-hint{{#CUSTOMER_EMAIL_ERROR}} customer_email-error{{/CUSTOMER_EMAIL_ERROR}}"{{#CUSTOMER_EMAIL_ERROR}} aria-invalid="true"{{/CUSTOMER_EMAIL_ERROR}}>
<datalist id="customer-choices"></datalist>
</div>
<div class="field">
<label class="field__label" for="customer_name">[[Their name, if they are new]]</label>
{{#CUSTOMER_NAME_ERROR}}<p class="field__error" id="customer_name-error">{{TEXT}}</p>{{/CUSTOMER_NAME_ERROR}}
<input class="input" type="text" dir="auto" id="customer_name" name="customer_name" value="{{CUSTOMER_NAME}}" maxlength="{{NAME_MAX}}" autocomplete="off"{{#CUSTOMER_NAME_ERROR}} aria-invalid="true" aria-describedby="customer_name-error"{{/CUSTOMER_NAME_ERROR}}>
</div>
</fieldset>
{{/CHOOSE}}
