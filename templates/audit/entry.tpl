{{%AUTOESCAPE context="HTML"}}
{{!
  One change of a setting. Include it as ENTRY.

  Variables
    AT, AT_FULL, AT_ISO
    NAME          of the thing, as it was called then
    URL           of this entry alone
    OID           of this entry
    REQUEST       of the request that did it, or ""
  One of (who)
    PERSON        WHO, WHO_URL: what else they did
    SHELL         the command line: WHO_URL
    DESK          the desk by itself
  One of (what)     MADE CHANGED REMOVED
  One of (of what)  OF_DESK OF_DEPARTMENT OF_PERSON OF_COMPANY OF_TAG OF_GROUP
                    OF_FIELD OF_CALENDAR OF_LEVEL OF_RULE OF_GOLDEN OF_CALLS
  One of            LINK (THING_URL: as it is now, NAME), PLAIN
  Sections
    HISTORY       ABOUT_URL: all that was done to it
    CHANGES       of one that was changed:
      CHANGE      many: LABEL; 0 or 1 WAS (TEXT), 0 or 1 IS (TEXT), 0 or 1
                  ORDER: the same in another order
      MORE        there are others: COUNT
    LARGE         it is too long to be shown in a list
    SAYS          of one that was made or taken away: what it says, many
                  CHANGE: LABEL, TEXT
    WHOLE         of one entry alone: BEFORE (TEXT), AFTER (TEXT), as JSON;
                  LONG: it does not fit
}}
<article class="audit__entry">
<p class="audit__line">{{#PERSON}}<a class="audit__who" dir="auto" href="{{WHO_URL}}">{{WHO}}</a>{{/PERSON}}{{#SHELL}}<a class="audit__who" href="{{WHO_URL}}">[[The command line]]</a>{{/SHELL}}{{#DESK}}<span class="audit__who">[[The desk]]</span>{{/DESK}} {{#MADE}}[[made]]{{/MADE}}{{#CHANGED}}[[changed]]{{/CHANGED}}{{#REMOVED}}[[took away]]{{/REMOVED}} {{#OF_DESK}}[[the desk's settings]]{{/OF_DESK}}{{#OF_DEPARTMENT}}[[department]]{{/OF_DEPARTMENT}}{{#OF_PERSON}}[[person]]{{/OF_PERSON}}{{#OF_COMPANY}}[[company]]{{/OF_COMPANY}}{{#OF_TAG}}[[tag]]{{/OF_TAG}}{{#OF_GROUP}}[[customer group]]{{/OF_GROUP}}{{#OF_FIELD}}[[custom field]]{{/OF_FIELD}}{{#OF_CALENDAR}}[[business hours]]{{/OF_CALENDAR}}{{#OF_LEVEL}}[[SLA level]]{{/OF_LEVEL}}{{#OF_RULE}}[[rule]]{{/OF_RULE}}{{#OF_GOLDEN}}[[golden ticket]]{{/OF_GOLDEN}}{{#OF_CALLS}}[[calls]]{{/OF_CALLS}} {{#LINK}}<a class="audit__what" dir="auto" href="{{THING_URL}}">{{NAME}}</a>{{/LINK}}{{#PLAIN}}<span class="audit__what" dir="auto">{{NAME}}</span>{{/PLAIN}}
<a class="audit__at" href="{{URL}}"><time datetime="{{AT_ISO}}" title="{{AT_FULL}}">{{AT}}</time></a></p>
{{#CHANGES}}
<dl class="changes">
{{#CHANGE}}<div><dt>{{LABEL}}</dt><dd>{{#WAS}}<del dir="auto"><span class="hidden">[[before:]] </span>{{TEXT}}</del> {{/WAS}}{{#IS}}<ins dir="auto"><span class="hidden">[[now:]] </span>{{TEXT}}</ins>{{/IS}}{{#ORDER}} <span class="muted">[[in another order]]</span>{{/ORDER}}</dd></div>
{{/CHANGE}}
</dl>
{{#MORE}}<p class="muted"><a href="{{URL}}">[[and {{COUNT}} more]]</a></p>{{/MORE}}
{{/CHANGES}}
{{#LARGE}}<p class="muted"><a href="{{URL}}">[[It says a lot: look at this change alone]]</a></p>{{/LARGE}}
<details class="audit__more">
<summary>[[Details]]</summary>
{{#SAYS}}
<dl class="changes">
{{#CHANGE}}<div><dt>{{LABEL}}</dt><dd dir="auto">{{TEXT}}</dd></div>
{{/CHANGE}}
</dl>
{{/SAYS}}
<p class="muted"><time datetime="{{AT_ISO}}">{{AT_FULL}}</time>{{#HISTORY}} · <a href="{{ABOUT_URL}}">[[All that was done to it]]</a>{{/HISTORY}} · <a href="{{URL}}">[[This change alone]]</a></p>
</details>
{{#WHOLE}}
<details class="audit__more">
<summary>[[As it is kept]]</summary>
{{#BEFORE}}<h2 class="audit__title">[[Before]]</h2>
<pre class="audit__json" tabindex="0">{{TEXT:pre_escape}}</pre>
{{/BEFORE}}{{#AFTER}}<h2 class="audit__title">[[After]]</h2>
<pre class="audit__json" tabindex="0">{{TEXT:pre_escape}}</pre>
{{/AFTER}}{{#LONG}}<p>[[It is too long for a page. On the desk's machine this prints it:]] <code>duedesk audit show {{OID}}</code></p>
{{/LONG}}<p class="muted">[[Request]] <code>{{REQUEST}}</code></p>
</details>
{{/WHOLE}}
</article>
