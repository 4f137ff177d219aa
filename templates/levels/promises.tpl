{{%AUTOESCAPE context="HTML"}}
{{!
  What a level promises, in words. Include it as PROMISES.

  Sections
    PROMISE       many: one of FIRST_ANSWER ... KEEP_INFORMED; ALL, included
                  TARGET (levels/target.tpl) for every priority; OWN many, one
                  of URGENT HIGH NORMAL LOW, each with its TARGET
}}
<ul class="level-promises">
{{#PROMISE}}<li><span class="level-promises__name">{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}</span> <span class="level-promises__time">{{#ALL}}{{>TARGET}}{{/ALL}}{{#OWN}} <span class="level-promises__own">{{#URGENT}}[[urgent]]{{/URGENT}}{{#HIGH}}[[high]]{{/HIGH}}{{#NORMAL}}[[normal]]{{/NORMAL}}{{#LOW}}[[low]]{{/LOW}}: {{>TARGET}}</span>{{/OWN}}</span></li>
{{/PROMISE}}
</ul>
