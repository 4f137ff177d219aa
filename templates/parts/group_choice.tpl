{{%AUTOESCAPE context="HTML"}}
{{!
  The groups that a customer, or a company, is in, to tick. Include it as
  GROUPS on their page; not where there is no group to choose.

  Variable
    ACTION        where it posts to
  Section
    GROUP         many: OID; CHECKED (section); includes PILL, parts/tag.tpl
  When the form comes back
    GROUPS_ERROR: TEXT
  Posts: group, as often as there are ticked ones
}}
<section class="section" aria-labelledby="groups-title">
<h2 id="groups-title">[[Groups]]</h2>
<form class="form card" method="post" action="{{ACTION}}">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-groups">
<fieldset class="field" id="groups"{{#GROUPS_ERROR}} aria-describedby="groups-error"{{/GROUPS_ERROR}}>
<legend class="hidden">[[Groups]]</legend>
{{#GROUPS_ERROR}}<p class="field__error" id="groups-error">{{TEXT}}</p>{{/GROUPS_ERROR}}
<div class="palette">
{{#GROUP}}<label class="pick"><input type="checkbox" name="group" value="{{OID}}"{{#CHECKED}} checked{{/CHECKED}}>{{>PILL}}</label>
{{/GROUP}}
</div>
</fieldset>
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Save groups]]</button></div>
</form>
</section>
