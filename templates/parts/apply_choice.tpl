{{%AUTOESCAPE context="HTML"}}
{{!
  Which tickets a new version holds for, and what would move. Include it as
  APPLY in a form, before its buttons.

  Sections
    one of FOR_NEW, FOR_OPEN: what is chosen
    WOULD         it was looked: TICKETS, CLOCKS, EARLIER, LATER, OVERDUE,
                  ENDED, STARTED, numbers; LOOKED, the draft's mark
      SAMPLE      not all of them were looked at: LOOKED_AT "2000"
      STILL       nothing would move (else MOVES)
      MOVES       BREAKS in it: some promises would be broken by it
      NOBODY      no open ticket has it (instead of STILL and MOVES)
      ASKED       saving was asked for: it takes one more click
  Sends: for = new, open; deed = look; looked
}}
<fieldset class="field choices apply" id="apply">
<legend class="field__label">[[Which tickets is this for?]]</legend>
<label class="choice"><input class="choice__input" type="radio" name="for" value="new"{{#FOR_NEW}} checked{{/FOR_NEW}}><span class="choice__name">[[New tickets only]]</span><span class="choice__why">[[Open tickets keep what they were promised.]]</span></label>
<label class="choice"><input class="choice__input" type="radio" name="for" value="open"{{#FOR_OPEN}} checked{{/FOR_OPEN}}><span class="choice__name">[[Open tickets too]]</span><span class="choice__why">[[Their deadlines are worked out again. You see what moves before anything is saved.]]</span></label>
</fieldset>
{{#WOULD}}
<section class="apply__would" aria-labelledby="apply-would" tabindex="-1" id="would" data-focus>
<input type="hidden" name="looked" value="{{LOOKED}}">
<h3 id="apply-would">[[What would move]]</h3>
{{#NOBODY}}<p>[[No open ticket has it now, so nothing would move.]]</p>{{/NOBODY}}
{{#STILL}}<p>[[Open tickets that have it: {{TICKETS}}. None of their deadlines would move.]]</p>{{/STILL}}
{{#MOVES}}
<dl class="apply__figures">
<div><dt>[[Open tickets]]</dt><dd>{{TICKETS}}</dd></div>
<div><dt>[[Running promises]]</dt><dd>{{CLOCKS}}</dd></div>
<div><dt>[[Deadlines earlier]]</dt><dd>{{EARLIER}}</dd></div>
<div><dt>[[Deadlines later]]</dt><dd>{{LATER}}</dd></div>
<div {{#BREAKS}}class="apply__breaks"{{/BREAKS}}><dt>[[Promises broken by it]]</dt><dd>{{OVERDUE}}</dd></div>
<div><dt>[[Promises that end]]</dt><dd>{{ENDED}}</dd></div>
<div><dt>[[Promises that begin]]</dt><dd>{{STARTED}}</dd></div>
</dl>
{{#SAMPLE}}<p class="muted">[[There are so many that {{LOOKED_AT}} of them were looked at, spread evenly; the promises above are theirs.]]</p>{{/SAMPLE}}
{{/MOVES}}
{{#ASKED}}<p><strong>[[Nothing is saved yet.]]</strong> [[Save once more to do it.]]</p>{{/ASKED}}
</section>
{{/WOULD}}
<div><button class="button" type="submit" name="deed" value="look">[[See what would move]]</button></div>
