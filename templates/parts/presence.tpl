{{%AUTOESCAPE context="HTML"}}
{{!
  Whether an agent is there, beside their name. Include it as the page likes.

  One of
    ONLINE PAUSED AWAY
}}
<span class="presence{{#ONLINE}} presence--online{{/ONLINE}}{{#PAUSED}} presence--paused{{/PAUSED}}"><span class="presence__word">{{#ONLINE}}[[online]]{{/ONLINE}}{{#PAUSED}}[[paused]]{{/PAUSED}}{{#AWAY}}[[away]]{{/AWAY}}</span></span>
