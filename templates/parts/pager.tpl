{{%AUTOESCAPE context="HTML"}}
{{!
  Walking through a list, page by page. Include it as PAGER.

  Sections
    PREVIOUS      there is a page before: PREVIOUS_URL
    NEXT          there is a page after: NEXT_URL
}}
<nav class="pager" aria-label="[[Pages]]">
{{#PREVIOUS}}<a class="button button--quiet" rel="prev" href="{{PREVIOUS_URL}}"><svg class="icon flip" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#previous"></use></svg>[[Previous]]</a>{{/PREVIOUS}}
{{#NEXT}}<a class="button button--quiet pager__next" rel="next" href="{{NEXT_URL}}">[[Next]]<svg class="icon flip" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#next"></use></svg></a>{{/NEXT}}
</nav>
