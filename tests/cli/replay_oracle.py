"""What `duedesk replay` should answer, found another way.

Written from doc/sla.md alone. Each question goes through the whole history
again: a Ticket knows what was said and which status held when, its clocks
(replay_clock.py) add up their hours (replay_hours.py), which are asked point by
point. Where a rule of the law is meant, its number stands beside the line."""

import copy

from calc_oracle import parse
from replay_clock import Clock, Level, metric_of
from replay_hours import ALWAYS, hours_of
from replay_law import ENDED, HIDDEN, METRICS, PRIORITIES, WORKING, Law  # noqa: F401


class Ticket:
    def __init__(self, line):
        self.law = Law(line)
        self.close_after = self.law.close_after
        self.calendars = {n: hours_of(c) for n, c in (line.get("calendars") or {}).items()}
        self.calendars[None] = ALWAYS
        self.told = line.get("level")
        self.calendar = line.get("calendar")
        self.level = None
        self.version = 0
        self.priority = "normal"
        self.status = None
        self.base = None  # what it was before it was hidden
        self.layers = set()  # in which ways it is hidden
        self.goal = None  # the status that an event sets in the end
        self.until = None
        self.resolved = None
        self.by_agent = False
        self.first_word = None
        self.unanswered = None
        self.assigned = False
        self.done_hidden = set()  # metrics, while hidden
        self.hidden_at = None
        self.waited_hidden = False
        self.clocks = {m: [] for m in METRICS}
        self.stays = []  # (at, status, waiting)
        self.last = None

    # What there is

    def newest(self, metric):
        return self.clocks[metric][-1] if self.clocks[metric] else None

    def live(self, metric=None):
        found = [self.newest(m) for m in ([metric] if metric else METRICS)]
        return [c for c in found if c and c.live()]

    def target(self, metric):
        return self.level.target(metric, self.priority) if self.level else None

    def pausing(self, metric, status, waiting, law=None):
        """(by its status, because it waits for the customer's turn)"""
        return status in (law or self.law).pauses[metric], metric == "keep_informed" and waiting

    def pausing_now(self, c, status, waiting):
        return self.pausing(c.metric, status, waiting, c.law)

    def hidden(self):
        return self.status in HIDDEN

    def at_work(self):
        return self.status in WORKING

    # Starts and ends

    def start(self, metric, at):
        target = self.target(metric)
        if not target or self.live(metric):
            return
        stay = self.pausing(metric, self.status, self.unanswered is not None)
        self.clocks[metric].append(Clock(self, metric, at, self.level, target, stay))

    def stop(self, metric, now, why="done"):
        for c in self.live(metric):
            c.end(now, why)

    # Statuses

    def note(self, now):
        """The pauses of all clocks, after something happened."""
        status = self.base if self.hidden() else self.status
        waiting = self.unanswered is not None
        self.stays.append((now, status, waiting))
        for c in self.live():
            c.set_stay(self.pausing_now(c, status, waiting), now)

    def resolve(self, now):
        self.resolved = now
        self.unanswered = None
        for c in self.live():
            c.end(now, "done" if c.metric == "first_resolve" else "resolved")

    def hide(self, to, now):
        if not self.hidden():
            self.base = self.status
            self.hidden_at = now
            self.waited_hidden = self.unanswered is not None
            self.done_hidden = set()
            for c in filter(None, map(self.newest, METRICS)):
                c.by_hiding = False
            for c in self.live():
                before = copy.copy(c)
                before.ran = list(c.ran)
                c.end(now, to)
                c.before = before
                c.by_hiding = c.ended[1] == "cancelled"
        self.cover(to)
        self.status = to

    def cover(self, to):
        """Merged, spam, deleted lie on each other in that order; what is
        hidden in a lower way is no more in the upper ones."""
        order = ("merged", "spam", "deleted")
        self.layers = {m for m in self.layers if order.index(m) < order.index(to)} | {to}

    def restore(self, now):
        """D35 - D37"""
        self.layers.discard(self.status)
        for lower in ("deleted", "spam", "merged"):
            if lower in self.layers:
                self.status = lower
                return
        self.status = self.base
        if self.unanswered is None and self.waited_hidden:  # D71: since it was hidden
            self.stays.append((self.hidden_at, self.status, False))
            for c in filter(None, map(self.newest, METRICS)):
                if c.by_hiding:
                    c.before.set_stay(self.pausing_now(c.before, self.status, False), self.hidden_at)
        if self.status == "postponed" and self.until is not None and self.until <= now:
            self.status = "open" if self.first_word is not None else "new"
            ended, self.until = self.until, None
            back = self.come_back()
            for c in back:
                c.pass_to(ended)
            self.note(ended)
        else:
            back = self.come_back()
        for c in back:
            c.pass_to(now)
            self.change(c, now, "back")
        self.note(now)
        self.base = None

    def come_back(self):
        back = []
        for m in METRICS:
            c = self.newest(m)
            if c and not c.live() and c.by_hiding:
                c.by_hiding = False
                done = self.assigned if m == "first_assign" else m in self.done_hidden
                if not done and self.promised_still(m):
                    self.clocks[m].append(c.before)
                    back.append(c.before)
        return back

    def set_status(self, to, until, now):
        """What an event sets itself, after all else in it (R8)."""
        if to in HIDDEN:
            self.hide(to, now)
            return
        if to in ENDED and self.status not in ENDED:
            before = self.resolved if self.hidden() and self.base in ENDED else None
            self.base = None
            self.layers = set()
            self.status = to
            self.until = None
            self.resolve(now)
            self.resolved = before or now  # D53: it was so, below
        self.status = to
        self.until = until if to == "postponed" else None
        self.note(now)

    def reopen(self, to, now):
        """D42: out of what was resolved, by whatever event."""
        self.status = to
        c = self.newest("first_resolve")
        by_resolution = c and c.ended and c.ended[2] == "done"
        if by_resolution:
            if self.law.reopen == "continue" and now <= self.resolved + self.law.window:
                if self.promised_still("first_resolve"):
                    self.carry_on(c, now)
            elif self.law.reopen != "first_only":
                self.start("first_resolve", now)
        self.start("keep_informed", now)
        self.resolved = None

    def carry_on(self, c, now):
        at = c.ended[0]
        c.ended = None
        c.stay = (False, False)
        c.paused_from = None
        c.run_on = False
        if c.left(at) == 0:
            c.runs_from = at
        else:
            c.stands_from = at
            c.held = True
            if c.left(at) > 0:
                c.calc = None
            c.stay = (True, False)
        c.pass_to(now)
        c.held = False
        c.set_stay((False, False), now)  # R8: it goes on, then all else
        self.change(c, now, "back")

    # Messages

    def customer_speaks(self, now, to):
        shut = ("closed",) + HIDDEN
        if self.status in shut and (to is None or to in shut):
            return  # D4
        if self.unanswered is None:
            self.unanswered = now
        if self.first_word is not None:
            self.start("next_answer", now)
        elif self.owes_first():
            self.start("first_answer", now)

    def staff_speak(self, now, resolves=False, informed=False):
        if self.first_word is None:
            self.first_word = now
        self.unanswered = None
        if self.hidden():
            self.done_hidden.update(("first_answer", "next_answer"))
            for m in ("chat_answer", "call_answer", "keep_informed"):
                c = self.newest(m)
                if c and c.ended and not c.start == c.ended[0] == now:  # D71
                    self.done_hidden.add(m)
        for m in ("first_answer", "next_answer", "chat_answer", "call_answer"):
            self.stop(m, now)
        if informed:  # it began by this very event
            return
        self.stop("keep_informed", now)
        if self.at_work() and not resolves:
            self.start("keep_informed", now)

    # Levels

    def promise_later(self, metric, now):
        """D15, D43: what is still open, from now on."""
        if (self.goal or self.status) not in WORKING or self.live(metric):
            return
        c = self.newest(metric)
        again = c is None or c.ended[2] in ("level",) + HIDDEN
        if metric == "first_answer":
            wanted = self.first_word is None and again and self.owes_first()
        elif metric == "next_answer":
            wanted = self.first_word is not None and self.unanswered is not None
        elif metric == "first_assign":
            wanted = not self.assigned and again
        elif metric == "first_resolve":
            wanted = again
        else:
            wanted = metric == "keep_informed" and (self.first_word is not None or self.by_agent)
        if wanted:
            self.start(metric, now)

    def change(self, c, now, what):
        """R12, D13, D39 - D41: of a running or paused clock."""
        mode = self.law.on_change
        level, target = self.level, self.target(c.metric)
        if not self.promised_still(c.metric):
            return c.end(now, "level")
        if mode == "keep":
            return None
        same = target == c.promised and \
            level.names(target) == c.level.names(c.promised) and \
            self.law.by_consumption == c.law.by_consumption  # D71
        if mode == "rejudge" and self.law.pauses[c.metric] != c.law.pauses[c.metric]:
            same = False  # D39
        if same and mode != "restart":
            c.judge_by(self.law, now)  # D13: only names change
        if mode == "restart":
            if not same or what == "level" or (what == "back" and c.level.version != level.version):
                c.end(now, "level")
                self.start(c.metric, now)
        elif not same and mode == "retarget":
            c.retarget(self.law, level, target, now)
        elif not same:
            self.judge_again(c, c.start, self.law, level, target, now)
        return None

    def owes_first(self):
        """Is a first answer promised, whoever opened it? (D17, D52)"""
        return not self.by_agent or (self.level is not None and self.law.by_agent != "none")

    def promised_still(self, metric):
        """To a clock that was there before."""
        if self.level and self.law.on_change == "keep":
            return self.level.promises(metric)
        return bool(self.target(metric))

    def change_all(self, now, what):
        for c in self.live():
            self.change(c, now, what)
        for m in METRICS:
            self.promise_later(m, now)

    def judge_again(self, c, start, law, level, target, now):
        """Go through it from its start, over the statuses there were (D39)."""
        f = self.gone_through(c.metric, start, law, level, target, now)
        f.manual = c.manual
        if c.breached is not None:
            f.breached = c.breached
        elif f.breached is not None:
            f.breached = now if c.manual is None else None
        self.clocks[c.metric][-1] = f

    def gone_through(self, metric, start, law, level, target, now):
        before = [s for s in self.stays if s[0] <= start]
        stay = self.pausing(metric, *before[-1][1:], law) if before else (False, False)
        held = bool(before) and before[-1][1] in ENDED
        f = Clock(self, metric, start, level, target, (True, False) if held else stay, law)
        f.held = held
        for at, status, waiting in self.stays:
            if at <= start:
                continue
            f.pass_to(at)
            held = status in ENDED
            if held and not f.held:
                f.set_stay((False, False), at)
            if f.held and not held:  # a stay of its own
                f.set_stay((False, False), at)
            f.held = held
            f.set_stay((True, False) if held else self.pausing(metric, status, waiting, law), at)
        f.pass_to(now)
        if f.held:  # it is reopened now: what holds it is another stay
            f.held = False
            f.set_stay((False, False), now)
        return f

    # Other tickets

    def take_in(self, oldest, now):
        """D44"""
        if oldest is None or not self.at_work():
            return
        if self.unanswered is not None and oldest >= self.unanswered:
            return  # not older than all of its own
        self.unanswered = oldest
        live = self.live("next_answer")
        if live and oldest < live[0].start:
            c = live[0]
            self.judge_again(c, oldest, c.law, c.level, c.promised, now)
        elif not live and self.first_word is not None and self.target("next_answer"):
            f = self.gone_through("next_answer", oldest, self.law, self.level,
                                  self.target("next_answer"), now)
            if f.breached is not None:
                f.breached = now
            self.clocks["next_answer"].append(f)

    def merged_in(self, e, now):
        """What it brings opens it again (D62)."""
        to = e.get("state")
        if to in WORKING:
            while self.hidden():
                self.restore(now)
            if self.status in ENDED:
                self.reopen(to, now)
        self.take_in(parse(e["oldest_unanswered"]) if e.get("oldest_unanswered") else None, now)
        if to:
            self.set_status(to, None, now)
        else:
            self.note(now)

    # ---- Events ----

    def create(self, e, now):
        by_agent = e["by"] == "agent"
        state = e.get("state") or ("open" if by_agent else "new")
        self.priority = e.get("priority") or "normal"
        self.status = state if state in WORKING else "open" if by_agent else "new"
        self.until = parse(e["until"]) if e.get("until") else None
        self.new_level()
        said = parse(e["since"]) if e.get("since") else now
        self.start("first_resolve", said)
        self.start("first_assign", now if e.get("assigned") else said)
        self.by_agent = by_agent
        if by_agent:
            if not self.level or self.law.by_agent != "start":  # D52
                self.first_word = now
            if self.law.by_agent != "none":
                self.start("first_answer", now)
            if self.law.by_agent == "met":
                self.stop("first_answer", now)
            self.start("keep_informed", now)
        else:
            self.unanswered = said
            self.start("first_answer", said)
        if said < now:  # R15, D73: split off, of words said then
            self.stays.append((said, self.status, True))
            for c in self.live():
                c.pass_to(now)
                c.breached = None if c.breached is None else now
        self.attributes(e, now)
        self.note(now)
        if state not in WORKING:
            self.set_status(state, None, now)

    def new_level(self):
        self.version += 1
        self.level = Level(self.told, self.calendars[self.calendar], self.calendar,
                           self.version) if self.told is not None else None

    def moved_by(self, who):
        """Where a message moves the status (D1)."""
        if who == "customer":
            return "open" if self.status in ("answered", "postponed", "resolved") else self.status
        return "answered" if self.status in ("new", "open", "postponed") else self.status

    def attributes(self, e, now, goal=None):
        """What a save changes beside all else it does (R8)."""
        if e.get("assigned") or e.get("unassigned") or e["type"] == "assigned":
            name = e.get("to") if e["type"] == "assigned" else e.get("assigned")
            self.assigned = name is not None
            if self.assigned:
                self.stop("first_assign", now)
        what = None
        if e["type"] == "priority":
            self.priority, what = e["to"], "priority"
        elif e.get("priority") and e["type"] != "created":
            self.priority, what = e["priority"], "priority"
        if e["type"] in ("level_change", "calendar_change") or e.get("level") is not None \
                or e.get("calendar"):
            what = "level"
            if e["type"] == "level_change" or e.get("level") is not None:
                self.told = e.get("level")
            if e.get("gears") is not None:
                self.law = Law(e["gears"])
            if e["type"] == "calendar_change" or e.get("calendar"):
                self.calendar = e.get("calendar")
            self.new_level()
        if what:
            self.goal = goal
            self.change_all(now, what)
            self.goal = None

    def turn_hours(self, calendar):
        """D31: what begins goes by others, where nothing goes by any."""
        clocks = [c for c in map(self.newest, METRICS) if c and (
            c.live() or (self.hidden() and c.ended[1] == "cancelled" and c.ended[0] == self.hidden_at))]
        if self.level and all(c.promised[0] == "calendar" for c in clocks):
            self.calendar = calendar
            self.level = Level(self.told, self.calendars[calendar], calendar, self.version)

    def say(self, e, to, until, now):
        """A message, or mark as answered, and what comes with it."""
        kind = e["type"]
        before = self.newest("keep_informed")
        if to in WORKING:
            while self.hidden():
                self.restore(now)
            before = self.newest("keep_informed")
            if self.status in ENDED:
                self.reopen(to, now)
        moves = to
        if kind == "customer_message":
            moves = to or self.moved_by("customer")
            if not to and self.status == "resolved":
                self.reopen("open", now)
            self.customer_speaks(now, to)
        elif kind != "internal_note":
            moves = to or self.moved_by("staff")
            informed = self.newest("keep_informed") is not before and self.live("keep_informed")
            self.staff_speak(now, to in ENDED, informed)
        self.attributes(e, now, to or moves)
        if to:
            if to in ENDED and kind == "customer_message":
                self.note(now)  # R8: it waits before it is over
            if to in ENDED and self.status in ENDED:
                self.unanswered = None  # D3
                for c in self.live():
                    c.end(now, "resolved")
            self.set_status(to, until, now)
        else:
            if moves and moves != self.status:
                self.until = None
                self.status = moves
            self.note(now)

    def go_to(self, e, until, now):
        """The event ``state`` (D52)."""
        to = e["to"]
        if to in WORKING:
            while self.hidden():
                self.restore(now)
            if self.status in ENDED:
                self.reopen(to, now)
        self.attributes(e, now, to)
        self.set_status(to, until, now)

    def queue(self, kind, channel, now):
        metric = channel + "_answer"
        if kind != "queued":
            self.stop(metric, now, "done" if kind == "accepted" else "abandoned")
        elif self.at_work() and not self.live(metric):
            self.start(metric, now)
            for c in self.live(metric):
                if not c.hours().is_open(now):  # D14: of no hours, never closed
                    c.end(now, "closed")

    def no_reply(self, now):
        """D48"""
        if self.hidden() and self.first_word is not None:
            self.unanswered = None
            self.done_hidden.add("next_answer")
        if self.first_word is None or not self.at_work():
            return
        self.stop("next_answer", now, "no_reply")
        self.unanswered = None
        if self.status in ("new", "open"):
            self.status = "answered"
        self.note(now)

    def happen(self, e):
        now, kind = parse(e["at"]), e["type"]
        until = parse(e["until"]) if e.get("until") else None
        self.last = now
        if e.get("hours"):
            self.turn_hours(e["hours"])
        if kind == "created":
            self.create(e, now)
        elif kind in ("customer_message", "agent_message", "mark_answered", "internal_note"):
            self.say(e, e.get("state"), until, now)
        elif kind == "state":
            self.go_to(e, until, now)
        elif kind in ("level_change", "calendar_change", "priority", "assigned", "changed"):
            self.attributes(e, now)
            self.note(now)
        elif kind == "restored":
            if self.hidden():
                self.restore(now)
        elif kind == "no_reply":
            self.no_reply(now)
        elif kind == "merged_in":
            self.merged_in(e, now)
        elif kind == "deadline":
            for c in self.live(metric_of(e["metric"])):
                c.manual = parse(e["due"]) if e.get("due") else None
                c.look(now, not_before=now)
        elif kind in ("queued", "accepted", "abandoned"):
            self.queue(kind, e["channel"], now)

    def pass_to(self, now):
        """All that happens by itself up to there (R29)."""
        while True:
            if self.status == "postponed" and self.until is not None and self.until <= now:
                at = max(self.until, self.last)
                to = "open" if self.first_word is not None else "new"  # D2
            elif self.status == "resolved" and self.close_after \
                    and self.resolved + self.close_after <= now:
                at = max(self.resolved + self.close_after, self.last)
                to = "closed"
            else:
                break
            for c in self.live():
                c.pass_to(at)
            self.until = None
            self.status = to
            self.last = at
            self.note(at)
        for c in self.live():
            c.pass_to(now)


def metrics_named(line):
    names = []
    for level in [line.get("level")] + [e.get("level") for e in line["events"]]:
        names += [n for n in level or {} if n not in names]
    return names


def answer(line):
    asked = []
    names = metrics_named(line)
    for ask in line["ask"]:
        ticket = Ticket(line)
        for e in line["events"][:ask["after"]]:
            if e["type"] != "created":
                ticket.pass_to(parse(e["at"]))
            ticket.happen(e)
        now = parse(ask.get("at") or line["events"][ask["after"] - 1]["at"])
        ticket.pass_to(now)
        found = []
        if ask.get("every"):
            asked.append([c.whole(n, now) for m in METRICS for n, c in enumerate(ticket.clocks[m], 1)])
            continue
        for name in names:
            c = ticket.newest(metric_of(name))
            found.append(c.told(name, now) if c else
                         {"metric": name, "state": "none", "due": None,
                          "closed_at": None, "elapsed": None})
        asked.append(found)
    return {"id": line.get("id"), "asked": asked}
