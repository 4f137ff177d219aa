{{%AUTOESCAPE context="HTML"}}
{{!
  One clock in a few words: icon, words, colour. Include it as BADGE.

  One of
    CALM SOON URGENT  running. SOON: at most 25 % of the target is left;
                      URGENT: at most 10 %, or 15 minutes
    OVERDUE           running after its due date
    PAUSED
    PAUSED_OVER       paused when it was already over
    MET  MISSED  CANCELLED
    NO_OPEN_TIME      its calendar never opens
    NO_SLA            no clock at all; nothing else needs to be set
  With CALM, SOON, URGENT, PAUSED: one of
    WORKING           LEFT counts working hours
    ALL_HOURS         LEFT counts day and night
  Variables
    LEFT          "1 h 20 m" left (CALM, SOON, URGENT, PAUSED)
    OVER          "35 m" over (OVERDUE, PAUSED_OVER, MISSED)
    DUE_FULL      the tooltip: due time in the viewer's zone, then in the
                  calendar's: "Tue 24 Nov 2026, 10:00 CET (Europe/Berlin) =
                  04:00 EST (America/New_York)". Empty while paused
  Sections, of a deadline that was set by hand
    0 or 1 of BY_HAND (CALCULATED, as DUE_FULL) BY_HAND_ALONE
    IS_DUE        of PAUSED: it is due nevertheless
  Variables of CALM, SOON, URGENT, OVERDUE, for the ticking
    DUE_AT        unix seconds: 1763971200
    LEFT_SECONDS  left at SERVER_NOW in the clock's unit, negative: over
    TARGET_SECONDS  the whole target in the same unit
    OPEN_WINDOWS  open hours from SERVER_NOW on, "from,to;from,to" in unix
                  seconds, up to the due date and a few further; empty for
                  ALL_HOURS. The badge stands still outside them
}}
{{#CALM}}<span class="badge badge--calm" title="{{DUE_FULL}}{{#BY_HAND}}. [[Set by hand; calculated: {{CALCULATED}}]]{{/BY_HAND}}{{#BY_HAND_ALONE}}. [[Set by hand; none is calculated]]{{/BY_HAND_ALONE}}" data-due="{{DUE_AT}}" data-left="{{LEFT_SECONDS}}" data-target="{{TARGET_SECONDS}}" data-open="{{OPEN_WINDOWS}}"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#calm"></use></svg><span><b class="badge__time">{{LEFT}}</b> {{#WORKING}}[[working left]]{{/WORKING}}{{#ALL_HOURS}}[[left, day and night]]{{/ALL_HOURS}}</span></span>{{/CALM}}
{{#SOON}}<span class="badge badge--soon" title="{{DUE_FULL}}{{#BY_HAND}}. [[Set by hand; calculated: {{CALCULATED}}]]{{/BY_HAND}}{{#BY_HAND_ALONE}}. [[Set by hand; none is calculated]]{{/BY_HAND_ALONE}}" data-due="{{DUE_AT}}" data-left="{{LEFT_SECONDS}}" data-target="{{TARGET_SECONDS}}" data-open="{{OPEN_WINDOWS}}"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#soon"></use></svg><span><b class="badge__time">{{LEFT}}</b> {{#WORKING}}[[working left]]{{/WORKING}}{{#ALL_HOURS}}[[left, day and night]]{{/ALL_HOURS}}</span></span>{{/SOON}}
{{#URGENT}}<span class="badge badge--urgent" title="{{DUE_FULL}}{{#BY_HAND}}. [[Set by hand; calculated: {{CALCULATED}}]]{{/BY_HAND}}{{#BY_HAND_ALONE}}. [[Set by hand; none is calculated]]{{/BY_HAND_ALONE}}" data-due="{{DUE_AT}}" data-left="{{LEFT_SECONDS}}" data-target="{{TARGET_SECONDS}}" data-open="{{OPEN_WINDOWS}}"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#urgent"></use></svg><span><b class="badge__time">{{LEFT}}</b> {{#WORKING}}[[working left]]{{/WORKING}}{{#ALL_HOURS}}[[left, day and night]]{{/ALL_HOURS}}</span></span>{{/URGENT}}
{{#OVERDUE}}<span class="badge badge--overdue" title="{{DUE_FULL}}{{#BY_HAND}}. [[Set by hand; calculated: {{CALCULATED}}]]{{/BY_HAND}}{{#BY_HAND_ALONE}}. [[Set by hand; none is calculated]]{{/BY_HAND_ALONE}}" data-due="{{DUE_AT}}" data-left="{{LEFT_SECONDS}}" data-target="{{TARGET_SECONDS}}" data-open="{{OPEN_WINDOWS}}"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#overdue"></use></svg><span>[[overdue]] <b class="badge__time">{{OVER}}</b></span></span>{{/OVERDUE}}
{{#PAUSED}}<span class="badge badge--paused"{{#IS_DUE}} title="{{DUE_FULL}}{{#BY_HAND}}. [[Set by hand; calculated: {{CALCULATED}}]]{{/BY_HAND}}{{#BY_HAND_ALONE}}. [[Set by hand; none is calculated]]{{/BY_HAND_ALONE}}"{{/IS_DUE}}><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#paused"></use></svg><span>[[paused]], <b class="badge__time">{{LEFT}}</b> {{#WORKING}}[[working left]]{{/WORKING}}{{#ALL_HOURS}}[[left, day and night]]{{/ALL_HOURS}}</span></span>{{/PAUSED}}
{{#PAUSED_OVER}}<span class="badge badge--paused" title="{{DUE_FULL}}{{#BY_HAND}}. [[Set by hand; calculated: {{CALCULATED}}]]{{/BY_HAND}}{{#BY_HAND_ALONE}}. [[Set by hand; none is calculated]]{{/BY_HAND_ALONE}}"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#paused"></use></svg><span>[[paused]], [[over by]] <b class="badge__time">{{OVER}}</b></span></span>{{/PAUSED_OVER}}
{{#MET}}<span class="badge badge--met" title="{{DUE_FULL}}{{#BY_HAND}}. [[Set by hand; calculated: {{CALCULATED}}]]{{/BY_HAND}}{{#BY_HAND_ALONE}}. [[Set by hand; none is calculated]]{{/BY_HAND_ALONE}}"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#met"></use></svg><span>[[met]]</span></span>{{/MET}}
{{#MISSED}}<span class="badge badge--missed" title="{{DUE_FULL}}{{#BY_HAND}}. [[Set by hand; calculated: {{CALCULATED}}]]{{/BY_HAND}}{{#BY_HAND_ALONE}}. [[Set by hand; none is calculated]]{{/BY_HAND_ALONE}}"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#missed"></use></svg><span>[[missed by]] <b class="badge__time">{{OVER}}</b></span></span>{{/MISSED}}
{{#CANCELLED}}<span class="badge badge--none"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#cancelled"></use></svg><span>[[cancelled]]</span></span>{{/CANCELLED}}
{{#NO_OPEN_TIME}}<span class="badge badge--overdue"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#overdue"></use></svg><span>[[never open]]</span></span>{{/NO_OPEN_TIME}}
{{#NO_SLA}}<span class="badge badge--none"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#cancelled"></use></svg><span>[[no SLA]]</span></span>{{/NO_SLA}}
