{{%AUTOESCAPE context="HTML"}}
{{!
  A week in a few words. Include it as HOURS.

  One of
    ALWAYS        around the clock
    DAYS          many: FROM "Mon", 0 or 1 UNTIL with TO "Fri"; HOURS
                  "09:00–12:00, 13:00–17:00"
    NONE          no hours at all
}}
<ul class="week">
{{#ALWAYS}}<li><span class="week__days">[[Every day]]</span> <span class="week__hours">[[around the clock]]</span></li>{{/ALWAYS}}
{{#DAYS}}<li><span class="week__days">{{FROM}}{{#UNTIL}}–{{TO}}{{/UNTIL}}</span> <span class="week__hours">{{HOURS}}</span></li>
{{/DAYS}}
{{#NONE}}<li class="muted">[[No hours in a week]]</li>{{/NONE}}
</ul>
