{{%AUTOESCAPE context="HTML"}}
{{!
  One tag, or group of customers, as a pill. Include it as TAG, many, inside
  <span class="tags"> (or <ul class="tags">: then wrap it in <li>).

  Variables
    NAME          "urgent"
  One of
    PLAIN         just the name; not with LINK
    LINK          it leads to a list: LIST_URL
  0 or 1 of
    RED ORANGE YELLOW GREEN TEAL BLUE PURPLE PINK BROWN   its colour
  Sections
    OLD           no longer to choose (archived)
    REMOVE        a button that takes it off, in a form of the page:
                  FORM_ID, that form's id; VALUE, what the button sends as
                  "remove"
}}
<span class="tag{{#RED}} tag--red{{/RED}}{{#ORANGE}} tag--orange{{/ORANGE}}{{#YELLOW}} tag--yellow{{/YELLOW}}{{#GREEN}} tag--green{{/GREEN}}{{#TEAL}} tag--teal{{/TEAL}}{{#BLUE}} tag--blue{{/BLUE}}{{#PURPLE}} tag--purple{{/PURPLE}}{{#PINK}} tag--pink{{/PINK}}{{#BROWN}} tag--brown{{/BROWN}}{{#OLD}} tag--old{{/OLD}}">{{#PLAIN}}<span class="tag__name" dir="auto">{{NAME}}</span>{{/PLAIN}}{{#LINK}}<a class="tag__name" dir="auto" href="{{LIST_URL}}">{{NAME}}</a>{{/LINK}}{{#REMOVE}}<button class="tag__off" type="submit" form="{{FORM_ID}}" name="remove" value="{{VALUE}}" data-once aria-label="[[Take off the tag {{NAME}}]]"><svg class="icon" viewBox="0 0 20 20" width="14" height="14" aria-hidden="true"><use href="/static/icons/sprite.svg#missed"></use></svg></button>{{/REMOVE}}</span>
