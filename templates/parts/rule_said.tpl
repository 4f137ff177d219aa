{{%AUTOESCAPE context="HTML"}}
{{!
  What each rule said of a ticket, in the order in which they were asked.
  Include it as SAID.

  Sections
    LEVEL         what was chosen: one of CHOSEN (NAME) NO_LEVEL; 0 or 1 of
                  BY (RULE), NOBODY: no rule set one
    WORD          many: RULE, its name; URL of it (LINK) or PLAIN; one of
                  HOLDS FAILS BROKEN; STOPPED: it ended it;
                  NOT many: includes IS (parts/rule_condition.tpl)
    NONE          none was asked
    CUT           there were more rules than are told
}}
<div class="said">
{{#LEVEL}}<p class="said__result">{{#CHOSEN}}[[SLA level]] <b dir="auto">{{NAME}}</b>{{/CHOSEN}}{{#NO_LEVEL}}[[No SLA level]]{{/NO_LEVEL}}{{#BY}}, [[chosen by the rule]] <b dir="auto">{{RULE}}</b>{{/BY}}{{#NOBODY}}: [[no rule set one]]{{/NOBODY}}</p>{{/LEVEL}}
{{#NONE}}<p class="muted">[[There was no rule to ask.]]</p>{{/NONE}}
<ol class="said__list">
{{#WORD}}<li class="said__rule{{#HOLDS}} said__rule--holds{{/HOLDS}}{{#BROKEN}} said__rule--broken{{/BROKEN}}"><span class="said__mark">{{#HOLDS}}[[holds]]{{/HOLDS}}{{#FAILS}}[[no]]{{/FAILS}}{{#BROKEN}}[[invalid]]{{/BROKEN}}</span> <span class="said__name" dir="auto">{{#LINK}}<a href="{{URL}}">{{RULE}}</a>{{/LINK}}{{#PLAIN}}{{RULE}}{{/PLAIN}}</span>{{#STOPPED}} <span class="muted">[[and stops]]</span>{{/STOPPED}}{{#NOT}}<span class="said__not">[[not so:]] {{>IS}}</span>{{/NOT}}</li>
{{/WORD}}
</ol>
{{#CUT}}<p class="muted">[[There were more rules than are told here.]]</p>{{/CUT}}
</div>
