{{%AUTOESCAPE context="HTML"}}
{{!
  A closure that comes back, as a row of the editor's form.

  Variables
    NUMBER        1, 2, ...; 0: the row that new ones begin as
    OFFSET, HOURS, YEARS, NAME  as typed
    NAME_MAX, OFFSET_MOST "366", OFFSET_LEAST "-366"
  Sections
    one of ON_DATE ON_1 to ON_5 ON_L1 to ON_L5 ON_EASTER: what is chosen; none:
    nothing is
    DAY           1 to 31: N, 0 or 1 CHOSEN
    MON to SUN, JAN to DEC: chosen
    SHIFT         the shifts that begin then
    WRONG         TEXT
}}
<fieldset class="rule" id="rule-{{NUMBER}}" tabindex="-1">
<legend class="hidden">[[A day off that comes back]]</legend>
{{#WRONG}}<p class="field__error rule__wrong" id="rule-{{NUMBER}}-error">{{TEXT}}</p>{{/WRONG}}
<label class="rule__field rule__name"><span class="rule__label">[[Name]]</span><input class="input" type="text" dir="auto" name="rule_name" value="{{NAME}}" maxlength="{{NAME_MAX}}" autocomplete="off"{{#WRONG}} aria-invalid="true" aria-describedby="rule-{{NUMBER}}-error"{{/WRONG}}></label>
<label class="rule__field"><span class="rule__label">[[On]]</span><select class="input" name="rule_on">
<option value="">[[choose]]</option>
<option value="date"{{#ON_DATE}} selected{{/ON_DATE}}>[[the day]]</option>
<option value="1"{{#ON_1}} selected{{/ON_1}}>[[the first]]</option>
<option value="2"{{#ON_2}} selected{{/ON_2}}>[[the second]]</option>
<option value="3"{{#ON_3}} selected{{/ON_3}}>[[the third]]</option>
<option value="4"{{#ON_4}} selected{{/ON_4}}>[[the fourth]]</option>
<option value="5"{{#ON_5}} selected{{/ON_5}}>[[the fifth]]</option>
<option value="-1"{{#ON_L1}} selected{{/ON_L1}}>[[the last]]</option>
<option value="-2"{{#ON_L2}} selected{{/ON_L2}}>[[the 2nd last]]</option>
<option value="-3"{{#ON_L3}} selected{{/ON_L3}}>[[the 3rd last]]</option>
<option value="-4"{{#ON_L4}} selected{{/ON_L4}}>[[the 4th last]]</option>
<option value="-5"{{#ON_L5}} selected{{/ON_L5}}>[[the 5th last]]</option>
<option value="easter"{{#ON_EASTER}} selected{{/ON_EASTER}}>[[Easter Sunday]]</option>
</select></label>
<label class="rule__field"><span class="rule__label">[[Day]]</span><select class="input" name="rule_day">
<optgroup label="[[Day of the month]]">{{#DAY}}<option value="{{N}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{N}}</option>{{/DAY}}</optgroup>
<optgroup label="[[Weekday]]"><option value="mon"{{#MON}} selected{{/MON}}>[[Monday]]</option><option value="tue"{{#TUE}} selected{{/TUE}}>[[Tuesday]]</option><option value="wed"{{#WED}} selected{{/WED}}>[[Wednesday]]</option><option value="thu"{{#THU}} selected{{/THU}}>[[Thursday]]</option><option value="fri"{{#FRI}} selected{{/FRI}}>[[Friday]]</option><option value="sat"{{#SAT}} selected{{/SAT}}>[[Saturday]]</option><option value="sun"{{#SUN}} selected{{/SUN}}>[[Sunday]]</option></optgroup>
</select></label>
<label class="rule__field"><span class="rule__label">[[Of]]</span><select class="input" name="rule_month"><option value="1"{{#JAN}} selected{{/JAN}}>[[January]]</option><option value="2"{{#FEB}} selected{{/FEB}}>[[February]]</option><option value="3"{{#MAR}} selected{{/MAR}}>[[March]]</option><option value="4"{{#APR}} selected{{/APR}}>[[April]]</option><option value="5"{{#MAY}} selected{{/MAY}}>[[May]]</option><option value="6"{{#JUN}} selected{{/JUN}}>[[June]]</option><option value="7"{{#JUL}} selected{{/JUL}}>[[July]]</option><option value="8"{{#AUG}} selected{{/AUG}}>[[August]]</option><option value="9"{{#SEP}} selected{{/SEP}}>[[September]]</option><option value="10"{{#OCT}} selected{{/OCT}}>[[October]]</option><option value="11"{{#NOV}} selected{{/NOV}}>[[November]]</option><option value="12"{{#DEC}} selected{{/DEC}}>[[December]]</option></select></label>
<label class="rule__field rule__offset"><span class="rule__label">[[Days later]]</span><input class="input" type="number" name="rule_offset" value="{{OFFSET}}" min="{{OFFSET_LEAST}}" max="{{OFFSET_MOST}}" placeholder="0"></label>
<label class="rule__field"><span class="rule__label">[[Closed]]</span><input class="input" type="text" name="rule_hours" value="{{HOURS}}" placeholder="[[all day]]" autocomplete="off" spellcheck="false"></label>
<label class="rule__field"><span class="rule__label">[[Years]]</span><input class="input" type="text" name="rule_years" value="{{YEARS}}" placeholder="[[always]]" autocomplete="off" spellcheck="false"></label>
<label class="rule__field"><span class="rule__label">[[Takes]]</span><select class="input" name="rule_mode"><option value="civil">[[the day]]</option><option value="shift"{{#SHIFT}} selected{{/SHIFT}}>[[its shifts]]</option></select></label>
</fieldset>
