{{%AUTOESCAPE context="HTML"}}
{{!
  The palette to choose a colour from. Include it as PALETTE in a form.

  One of (chosen)
    NONE RED ORANGE YELLOW GREEN TEAL BLUE PURPLE PINK BROWN
  When the form comes back
    COLOUR_ERROR: TEXT
  Posts: colour
}}
<fieldset class="field" id="colour"{{#COLOUR_ERROR}} aria-describedby="colour-error"{{/COLOUR_ERROR}}>
<legend class="field__label">[[Colour]]</legend>
{{#COLOUR_ERROR}}<p class="field__error" id="colour-error">{{TEXT}}</p>{{/COLOUR_ERROR}}
<div class="palette">
<label class="pick"><input type="radio" name="colour" value="none"{{#NONE}} checked{{/NONE}}><span class="tag">[[No colour]]</span></label>
<label class="pick"><input type="radio" name="colour" value="red"{{#RED}} checked{{/RED}}><span class="tag tag--red">[[Red]]</span></label>
<label class="pick"><input type="radio" name="colour" value="orange"{{#ORANGE}} checked{{/ORANGE}}><span class="tag tag--orange">[[Orange]]</span></label>
<label class="pick"><input type="radio" name="colour" value="yellow"{{#YELLOW}} checked{{/YELLOW}}><span class="tag tag--yellow">[[Yellow]]</span></label>
<label class="pick"><input type="radio" name="colour" value="green"{{#GREEN}} checked{{/GREEN}}><span class="tag tag--green">[[Green]]</span></label>
<label class="pick"><input type="radio" name="colour" value="teal"{{#TEAL}} checked{{/TEAL}}><span class="tag tag--teal">[[Teal]]</span></label>
<label class="pick"><input type="radio" name="colour" value="blue"{{#BLUE}} checked{{/BLUE}}><span class="tag tag--blue">[[Blue]]</span></label>
<label class="pick"><input type="radio" name="colour" value="purple"{{#PURPLE}} checked{{/PURPLE}}><span class="tag tag--purple">[[Purple]]</span></label>
<label class="pick"><input type="radio" name="colour" value="pink"{{#PINK}} checked{{/PINK}}><span class="tag tag--pink">[[Pink]]</span></label>
<label class="pick"><input type="radio" name="colour" value="brown"{{#BROWN}} checked{{/BROWN}}><span class="tag tag--brown">[[Brown]]</span></label>
</div>
</fieldset>
