{{%AUTOESCAPE context="HTML"}}
{{!
  A rule in one sentence. Include it as SAYS.

  Sections
    ON            of a rule on events: EVENT many: TEXT
    ALWAYS        it has no conditions; else
    GROUP         many: CONDITION many: includes IS (parts/rule_condition.tpl)
    DEED          many: DOES; 0 or 1 of VALUE (TEXT), QUOTE (TEXT)
    STOPS, KEEPS
}}
<p class="says">{{#ON}}<span class="says__word">[[When]]</span> {{#EVENT}}{{TEXT}}{{#EVENT_separator}} [[or]] {{/EVENT_separator}}{{/EVENT}} {{/ON}}{{#ALWAYS}}<span class="says__word">[[Always]]</span>{{/ALWAYS}}{{#GROUP}}<span class="says__word">{{#FIRST}}[[If]]{{/FIRST}}{{#LATER}}[[or]]{{/LATER}}</span> {{#CONDITION}}{{>IS}}{{#CONDITION_separator}} <span class="says__and">[[and]]</span> {{/CONDITION_separator}}{{/CONDITION}} {{/GROUP}} <span class="says__word">[[then]]</span> {{#DEED}}{{DOES}}{{#VALUE}} <b class="says__value" dir="auto">{{TEXT}}</b>{{/VALUE}}{{#QUOTE}} <q class="says__quote" dir="auto">{{TEXT}}</q>{{/QUOTE}}{{#DEED_separator}}, {{/DEED_separator}}{{/DEED}}{{#COMMA}}, {{/COMMA}}{{#STOPS}}[[stop]]{{/STOPS}}{{#KEEPS}} <span class="chip">[[keeps applying]]</span>{{/KEEPS}}</p>
