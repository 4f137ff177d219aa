{{%AUTOESCAPE context="HTML"}}
{{!
  Choosing one of staff: a list of them, or where they are too many, an input
  for the beginning of a name or an address. Include it as the page likes,
  behind a label for NAME.

  Variables
    NAME          of the field, and the id of its input: "agent"
    TYPED         what was typed, TYPED_MAX "254"
    SUGGEST_URL   suggests people for what is typed: /people/suggest
  One of
    ALL NOBODY    what it means when nobody is chosen
  Sections
    LIST          a list to choose from; in it
      PERSON      many: OID, WHO; sections EMAIL (ADDRESS), CHOSEN,
                  PAUSED, AWAY
      KEEP        "keep" is a choice, too; in it CHOSEN
    SEARCH        the input; LISTED, or ALONE when there is no list
    SEVERAL       the list is of those whom TYPED may mean
    ERROR         TEXT, in an element NAME-error
    DESCRIBED     BY, the ids of what says more: a hint of the page, the error
  Posts: NAME (an opaque id, "keep" or ""), NAME_typed, NAME_of
}}
<div class="agent-choice">
{{#ERROR}}<p class="field__error" id="{{NAME}}-error">{{TEXT}}</p>{{/ERROR}}
{{#LIST}}<select class="input" id="{{NAME}}" name="{{NAME}}"{{#ERROR}} aria-invalid="true"{{/ERROR}}{{#DESCRIBED}} aria-describedby="{{BY}}"{{/DESCRIBED}}>
<option value="">{{#ALL}}[[All]]{{/ALL}}{{#NOBODY}}[[Nobody]]{{/NOBODY}}</option>
{{#PERSON}}<option value="{{OID}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WHO}}{{#EMAIL}}, {{ADDRESS}}{{/EMAIL}}{{#PAUSED}} · [[paused]]{{/PAUSED}}{{#AWAY}} · [[away]]{{/AWAY}}</option>
{{/PERSON}}
{{#KEEP}}<option value="keep"{{#CHOSEN}} selected{{/CHOSEN}}>[[They stay as they are, for now]]</option>{{/KEEP}}
</select>{{/LIST}}
{{#SEARCH}}
<input class="input" type="text" {{#ALONE}}id="{{NAME}}"{{/ALONE}}{{#LISTED}}id="{{NAME}}_typed" aria-label="[[Somebody else: name or address]]"{{/LISTED}} name="{{NAME}}_typed" value="{{TYPED}}" maxlength="{{TYPED_MAX}}" dir="auto" autocomplete="off" list="{{NAME}}-choices" data-suggest="{{SUGGEST_URL}}" placeholder="{{#ALONE}}{{#ALL}}[[All, or a name]]{{/ALL}}{{#NOBODY}}[[Nobody, or a name]]{{/NOBODY}}{{/ALONE}}{{#LISTED}}[[Somebody else]]{{/LISTED}}"{{#ERROR}} aria-invalid="true"{{/ERROR}}{{#DESCRIBED}} aria-describedby="{{BY}}"{{/DESCRIBED}}>
<datalist id="{{NAME}}-choices"></datalist>
{{#SEVERAL}}<input type="hidden" name="{{NAME}}_of" value="{{TYPED}}">{{/SEVERAL}}
{{/SEARCH}}
</div>
