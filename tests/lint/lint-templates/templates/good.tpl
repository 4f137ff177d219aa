{{%AUTOESCAPE context="HTML"}}
{{! Any word may stand here, even <script> and {braces}. }}
<!DOCTYPE html>
<html lang="[[en]]">
<!-- a comment without a mark -->
<title>{{#NEW}}[[New]] · {{/NEW}}{{TITLE}}</title>
<p class="a{{#HOT}} a--hot{{/HOT}}" id="m-{{ID}}" title="[[Since]] {{SINCE}}"{{#LATE}} hidden{{/LATE}}>
[[You have {{N}} tickets & more]] &middot; 12 % — “{{NAME}}”
</p>
<a href="{{NEXT_URL}}">[[Next]]</a> <a href="/tickets/{{CODE}}">{{CODE}}</a>
<a href="/search?q={{Q:u}}&amp;{{REST_QUERY}}#top">[[Again]]</a>
<a href="#m-{{ID}}">#</a> <a href="mailto:{{EMAIL:u}}">{{EMAIL}}</a>
<form method="post" action="{{ACTION}}"><input type="hidden" name="a" value="{{A:pre_escape}}">
<textarea name="b">
{{B:pre_escape}}</textarea><pre>{{C:pre_escape}}</pre></form>
<kbd>Enter</kbd> <code>GET /x</code>
<div>{{BODY_HTML:none}}</div>
<svg viewBox="0 0 9 9"><use href="/static/s.svg#x"></use><rect x="{{X}}"/></svg>
<script type="module" src="/static/js/desk.js"></script>
{{#ROWS}}{{>ROW}}{{/ROWS}}
</html>
