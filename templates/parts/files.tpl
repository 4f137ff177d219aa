{{%AUTOESCAPE context="HTML"}}
{{!
  The files of a message, below its text. Include it as FILES; once a message.

  Sections
    FILE          many: NAME "scan.pdf", SIZE "2.4 MB"; one of
      SHOWN       an image small enough to show: PREVIEW_URL and FILE_URL on
                  the files' origin
      PLAIN       anything else: FILE_URL
}}
<ul class="files" aria-label="[[Files]]">
{{#FILE}}
<li class="file">
<span class="file__mark" aria-hidden="true">{{#SHOWN}}<img class="file__preview" src="{{PREVIEW_URL}}" alt="" width="48" height="48" loading="lazy" decoding="async">{{/SHOWN}}{{#PLAIN}}<svg class="icon" viewBox="0 0 20 20" width="22" height="22"><use href="/static/icons/sprite.svg#file"></use></svg>{{/PLAIN}}</span>
<span class="file__what">{{#SHOWN}}<a class="file__name" dir="auto" href="{{FILE_URL}}">{{NAME}}</a>{{/SHOWN}}{{#PLAIN}}<a class="file__name" dir="auto" href="{{FILE_URL}}">{{NAME}}</a>{{/PLAIN}}<span class="file__size">{{SIZE}}</span></span>
</li>
{{/FILE}}
</ul>
