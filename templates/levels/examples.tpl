{{%AUTOESCAPE context="HTML"}}
{{!
  When tickets that come now, and on Friday afternoon, would be due by what is
  typed. Include it as EXAMPLES.

  Variables
    NOW, FRIDAY   times
  Sections
    SOME          ROW many: one of FIRST_ANSWER ... KEEP_INFORMED; 0 or 1 of
                  URGENT HIGH NORMAL LOW; DUE_NOW (DUE) or NEVER_NOW; DUE_FRIDAY
                  (LATER) or NEVER_FRIDAY
    NONE          nothing is promised, or it cannot be read yet
    ZONE_NAME     TEXT: the clocks it is told by
}}
<section class="card card--small examples" id="examples" data-part aria-labelledby="examples-title" aria-live="polite">
<h2 class="card__title" id="examples-title">[[For example]]</h2>
{{#SOME}}
<table class="examples__table">
<thead><tr><th scope="col"><span class="hidden">[[Promise]]</span></th><th scope="col">[[A ticket now]]<br><time datetime="{{NOW_ISO}}">{{NOW}}</time></th><th scope="col">[[A late one]]<br><time datetime="{{FRIDAY_ISO}}">{{FRIDAY}}</time></th></tr></thead>
<tbody>
{{#ROW}}<tr><th scope="row">{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}{{#URGENT}}, [[urgent]]{{/URGENT}}{{#HIGH}}, [[high]]{{/HIGH}}{{#NORMAL}}, [[normal]]{{/NORMAL}}{{#LOW}}, [[low]]{{/LOW}}</th><td>{{#DUE_NOW}}<time datetime="{{DUE_ISO}}" title="{{DUE_FULL}}">{{DUE}}</time>{{/DUE_NOW}}{{#NEVER_NOW}}<span class="examples__never">[[never]]</span>{{/NEVER_NOW}}</td><td>{{#DUE_FRIDAY}}<time datetime="{{LATER_ISO}}" title="{{LATER_FULL}}">{{LATER}}</time>{{/DUE_FRIDAY}}{{#NEVER_FRIDAY}}<span class="examples__never">[[never]]</span>{{/NEVER_FRIDAY}}</td></tr>
{{/ROW}}
</tbody>
</table>
{{#ZONE_NAME}}<p class="muted">[[Clocks of {{TEXT}}]]</p>{{/ZONE_NAME}}
{{/SOME}}
{{#NONE}}<p class="muted">[[Tick a promise and say within which time: here stands when it would be due.]]</p>{{/NONE}}
<button class="button button--small examples__again" type="submit" name="deed" value="examples" formnovalidate>[[Work it out]]</button>
</section>
