{{%AUTOESCAPE context="HTML"}}
<p>Bare words</p>
<p title="Bare title" class="not words">[[Words]]</p>
<input placeholder="Bare" aria-label="[[Fine]]">
<img src="/static/a.png" alt="Bare {{NAME}}">
<input type="submit" value="Bare">
<body data-word-hour="hour">
<p>{{NAME:none}}</p>
<p>{{BODY_HTML}}</p>
<p title="{{BODY_HTML:none}}">[[x]]</p>
<p>{{BODY_HTML:none:u}}</p>
<p>{{NAME:raw}}</p>
<p>{{NAME:j}}</p>
<p class='single'>[[x]]</p>
<input {{NAME}}>
<input {{>PART}}>
<input [[words]]>
<{{NAME}}>
</{{NAME}}>
<h{{LEVEL}}>[[x]]</h1>
<button formaction="{{URL}}">[[x]]</button>
<img src="/a.png" srcset="{{URL}} 2x" alt="">
<svg><use xlink:href="{{URL}}"></use><animate to="{{X}}"></animate></svg>
<video poster="{{URL}}"></video>
<a href="/a" ping="{{URL}}">[[x]]</a>
<meta http-equiv="refresh" content="0;url={{URL}}">
<p hx-on:click="{{X}}">[[x]]</p>
<p onclick="go()">[[x]]</p>
<p style="color: {{COLOUR}}">[[x]]</p>
<iframe srcdoc="[[x]]"></iframe>
<script>var x = "{{NAME}}";</script>
<style>p { color: {{COLOUR}} }</style>
<script src="{{X_URL}}"></script>
<link rel="stylesheet" href="{{X_URL}}">
<a href="{{NAME}}">[[x]]</a>
<a href="//{{NAME}}">[[x]]</a>
<a href="https://{{NAME}}/">[[x]]</a>
<a href="javascript:{{NAME}}">[[x]]</a>
<a href="/search?q={{NAME}}&amp;sort={{SORT}}">[[x]]</a>
<textarea>{{BODY}}</textarea>
<pre><b>{{BODY}}</b></pre>
<textarea>{{>PART}}</textarea>
<p>[[Tom &amp; I]]</p>
<p>[[<b>bold</b>]]</p>
<p>[[A {{#X}}b{{/X}}]]</p>
<p>[[]]</p>
<!-- {{NAME}} -->
{{=<% %>=}}
<p>caf&eacute;s</p>
<a href="javascript:go()">[[x]]</a>
<p data-{{NAME}}="x">[[x]]</p>
<a href="/{{PATH}}">[[x]]</a>
