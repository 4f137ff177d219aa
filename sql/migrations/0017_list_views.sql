-- A key for each view of the inbox and whom it is for: everybody, a department,
-- an agent. Each holds all that a view is chosen and sorted by, and whose ticket
-- it is, so lists and counts read keys alone. What runs has a due_at and is open,
-- so due_at needs no is_open before it; what is_open is made of stands behind it
-- (see 0004).

ALTER TABLE ticket
  DROP KEY IF EXISTS ticket_open,
  ADD KEY ticket_open (is_open, order_at, id, requester_id, status),
  DROP KEY IF EXISTS ticket_due,
  ADD KEY ticket_due (due_at, id, requester_id),
  DROP KEY IF EXISTS ticket_department_due,
  ADD KEY ticket_department_due (department_id, due_at, id, requester_id),
  DROP KEY IF EXISTS ticket_assignee_due,
  ADD KEY ticket_assignee_due (assignee_id, due_at, id, department_id,
    requester_id),
  DROP KEY IF EXISTS ticket_department_assignee,
  ADD KEY ticket_department_assignee (department_id, assignee_id, is_open,
    order_at, id, requester_id, status),
  DROP KEY IF EXISTS ticket_status,
  ADD KEY ticket_status (status, order_at, id, requester_id),
  DROP KEY IF EXISTS ticket_department_status,
  ADD KEY ticket_department_status (department_id, status, order_at, id,
    requester_id),
  DROP KEY IF EXISTS ticket_assignee_status,
  ADD KEY ticket_assignee_status (assignee_id, status, order_at, id,
    department_id, requester_id),
  DROP KEY IF EXISTS ticket_requester_status,
  ADD KEY ticket_requester_status (requester_id, status, created_at, id),
  DROP KEY IF EXISTS ticket_company_status,
  ADD KEY ticket_company_status (company_id, status, created_at, id);
