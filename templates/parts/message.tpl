{{%AUTOESCAPE context="HTML"}}
{{!
  One message of a conversation. Include it as ENTRY, among parts/event.tpl.

  One of
    CUSTOMER      the requester's message
    STAFF         a public reply
    NOTE          a private note, for staff only: never on a customer's page
  One of (who is named)
    NAMED         NAME "Alice Weber", INITIALS "AW"
    TEAM          "Our team": for customers, who do not see agents' names
    YOU           the viewer wrote it
  Variables
    ID            anchor: the message's opaque id
    AT, AT_FULL, AT_ISO
    BODY_HTML     rendered by the Markdown renderer
  Include
    FILES         0 or 1, parts/files.tpl
  Sections
    BY_MAIL       came as a letter
}}
<article class="message{{#CUSTOMER}} message--customer{{/CUSTOMER}}{{#STAFF}} message--staff{{/STAFF}}{{#NOTE}} message--note{{/NOTE}}" id="m-{{ID}}">
<header class="message__head">
{{#NAMED}}<span class="avatar" aria-hidden="true">{{INITIALS}}</span><h3 class="message__who">{{NAME}}</h3>{{/NAMED}}
{{#TEAM}}<span class="avatar avatar--team" aria-hidden="true"><svg class="icon" viewBox="0 0 24 24" width="20" height="20"><use href="/static/icons/sprite.svg#mark"></use></svg></span><h3 class="message__who">[[Our team]]</h3>{{/TEAM}}
{{#YOU}}<span class="avatar avatar--you" aria-hidden="true"><svg class="icon" viewBox="0 0 20 20" width="16" height="16"><use href="/static/icons/sprite.svg#person"></use></svg></span><h3 class="message__who">[[You]]</h3>{{/YOU}}
<span class="message__kinds"><span class="message__kind">{{#CUSTOMER}}{{#NAMED}}[[Customer]]{{/NAMED}}{{/CUSTOMER}}{{#STAFF}}{{#NAMED}}[[Reply]]{{/NAMED}}{{#YOU}}[[Reply]]{{/YOU}}{{/STAFF}}{{#NOTE}}<svg class="icon" viewBox="0 0 20 20" width="14" height="14" aria-hidden="true"><use href="/static/icons/sprite.svg#lock"></use></svg>[[Private note, only staff can read it]]{{/NOTE}}</span>{{#BY_MAIL}} <span class="message__kind">[[by e-mail]]</span>{{/BY_MAIL}}</span>
<a class="message__time" href="#m-{{ID}}"><time datetime="{{AT_ISO}}" title="{{AT_FULL}}">{{AT}}</time></a>
</header>
<div class="message__body prose" dir="auto">{{BODY_HTML:none}}</div>
{{>FILES}}
</article>
