{{%AUTOESCAPE context="HTML"}}
{{!
  The custom fields of a customer, or a company. Include it as CUSTOM_CARD on
  their page.

  Sections
    FORM          the viewer may change them: ACTION, where it posts to;
                  includes CUSTOM (parts/custom.tpl), many
    FACTS         includes CUSTOM_FACT (parts/custom_fact.tpl), many: those that
                  cannot be changed
  Posts: field-OID for each custom field, as often as it has values; csrf, once
}}
<section class="section" aria-labelledby="fields-title">
<h2 id="fields-title" tabindex="-1">[[Fields]]</h2>
{{#FORM}}
<form class="form card" method="post" action="{{ACTION}}">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-fields">
{{>CUSTOM}}
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Save fields]]</button></div>
</form>
{{/FORM}}
{{#FACTS}}
<dl class="properties properties--after">
{{>CUSTOM_FACT}}
</dl>
{{/FACTS}}
</section>
