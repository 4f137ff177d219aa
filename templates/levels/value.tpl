{{%AUTOESCAPE context="HTML"}}
{{!
  What a version of a level says of something. Include it as WAS, or IS.

  Sections, one of
    NAMED         TEXT: a name, or a length of time
    ALWAYS        around the clock: no calendar
    WITH_TARGET   includes TARGET, levels/target.tpl
    WITH_STEP     includes STEP, levels/step.tpl
    PAUSES        0 or 1 each of NEW OPEN ANSWERED POSTPONED; NEVER
    RETARGET REJUDGE RESTART KEEP
    FIRST_ONLY NEW_CYCLE CONTINUE
    AGENT_NONE AGENT_START AGENT_MET
    YES, NO, NONE
}}
{{#NAMED}}<span dir="auto">{{TEXT}}</span>{{/NAMED}}{{#ALWAYS}}[[around the clock]]{{/ALWAYS}}{{#WITH_TARGET}}{{>TARGET}}{{/WITH_TARGET}}{{#WITH_STEP}}{{>STEP}}{{/WITH_STEP}}{{#PAUSES}}<span class="deeds">{{#NEW}}<span class="deed">[[New]]</span>{{/NEW}}{{#OPEN}}<span class="deed">[[Open]]</span>{{/OPEN}}{{#ANSWERED}}<span class="deed">[[Answered]]</span>{{/ANSWERED}}{{#POSTPONED}}<span class="deed">[[Postponed]]</span>{{/POSTPONED}}{{#NEVER}}<span class="deed">[[nothing]]</span>{{/NEVER}}</span>{{/PAUSES}}{{#RETARGET}}[[they go on: what is used stays used]]{{/RETARGET}}{{#REJUDGE}}[[they are judged as if it had been so from their start]]{{/REJUDGE}}{{#RESTART}}[[they start again]]{{/RESTART}}{{#KEEP}}[[they stay as promised at first]]{{/KEEP}}{{#FIRST_ONLY}}[[the first resolution counts]]{{/FIRST_ONLY}}{{#NEW_CYCLE}}[[it is promised anew]]{{/NEW_CYCLE}}{{#CONTINUE}}[[it goes on]]{{/CONTINUE}}{{#AGENT_NONE}}[[is not promised]]{{/AGENT_NONE}}{{#AGENT_START}}[[starts when they are opened]]{{/AGENT_START}}{{#AGENT_MET}}[[is met at once]]{{/AGENT_MET}}{{#YES}}[[yes]]{{/YES}}{{#NO}}[[no]]{{/NO}}{{#NONE}}[[as usual]]{{/NONE}}
