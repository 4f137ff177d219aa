-- is_open is made of status: a prepared statement whose table another one has
-- used in between reads status, too. With it in the key, lists and their counts
-- go on reading keys alone, instead of each ticket.

ALTER TABLE ticket
  DROP KEY IF EXISTS ticket_open,
  ADD KEY ticket_open (is_open, order_at, id, status),
  DROP KEY IF EXISTS ticket_department,
  ADD KEY ticket_department (department_id, is_open, order_at, id,
    requester_id, status),
  DROP KEY IF EXISTS ticket_assignee,
  ADD KEY ticket_assignee (assignee_id, is_open, order_at, id, department_id,
    requester_id, status),
  DROP KEY IF EXISTS ticket_due,
  ADD KEY ticket_due (is_open, due_at, id, status),
  DROP KEY IF EXISTS ticket_department_due,
  ADD KEY ticket_department_due (department_id, is_open, due_at, id,
    requester_id, status),
  DROP KEY IF EXISTS ticket_assignee_due,
  ADD KEY ticket_assignee_due (assignee_id, is_open, due_at, id,
    department_id, requester_id, status);
