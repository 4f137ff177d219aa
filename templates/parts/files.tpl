{{%AUTOESCAPE context="HTML"}}
{{!
  The files of a message, below its text. Include it as FILES; once a message.

  Sections
    FILE          many: NAME "scan.pdf", SIZE "2.4 MB"; one of
      SHOWN       an image small enough to show: PREVIEW_URL and FILE_URL on
                  the files' origin
      PLAIN       anything else: FILE_URL
      GONE        it was deleted
}}
<ul class="files" aria-label="[[Files]]">
{{#FILE}}
<li class="file{{#GONE}} file--gone{{/GONE}}">
<span class="file__mark" aria-hidden="true">{{#SHOWN}}<img class="file__preview" src="{{PREVIEW_URL}}" alt="" width="48" height="48" loading="lazy" decoding="async">{{/SHOWN}}{{#PLAIN}}<svg class="icon" viewBox="0 0 20 20" width="22" height="22"><use href="/static/icons/sprite.svg#file"></use></svg>{{/PLAIN}}{{#GONE}}<svg class="icon" viewBox="0 0 20 20" width="22" height="22"><use href="/static/icons/sprite.svg#missed"></use></svg>{{/GONE}}</span>
<span class="file__what">{{#SHOWN}}<a class="file__name" dir="auto" href="{{FILE_URL}}">{{NAME}}</a>{{/SHOWN}}{{#PLAIN}}<a class="file__name" dir="auto" href="{{FILE_URL}}">{{NAME}}</a>{{/PLAIN}}{{#GONE}}<span class="file__name" dir="auto">{{NAME}}</span>{{/GONE}}<span class="file__size">{{#GONE}}[[deleted]]{{/GONE}}{{#SHOWN}}{{SIZE}}{{/SHOWN}}{{#PLAIN}}{{SIZE}}{{/PLAIN}}</span></span>
</li>
{{/FILE}}
</ul>
