{{%AUTOESCAPE context="HTML"}}
{{!
  A condition of a rule as people say it: tags contain URGENT.

  Variables
    FIELD, OP     "tags", "contain"
  Sections
    OF            of a custom field: WHOSE "of the ticket"
    VALUE         many: TEXT
    TIME          an instant: T (a time)
    LENGTH        TEXT "4 h"
    BROKEN        it cannot be asked any more: WHY
}}
<span class="says__what">{{FIELD}}</span>{{#OF}} <span class="muted">{{WHOSE}}</span>{{/OF}} {{OP}}{{#VALUE}} <b class="says__value" dir="auto">{{TEXT}}</b>{{#VALUE_separator}},{{/VALUE_separator}}{{/VALUE}}{{#TIME}} <time class="says__value" datetime="{{T_ISO}}" title="{{T_FULL}}">{{T}}</time>{{/TIME}}{{#LENGTH}} <b class="says__value">{{TEXT}}</b>{{/LENGTH}}{{#BROKEN}} <span class="says__broken">{{WHY}}</span>{{/BROKEN}}
