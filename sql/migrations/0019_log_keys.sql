-- The SLA log finds promises by how they stand, by metric, and by one of three
-- instants: for everybody, a department or an agent. Whatever it is filtered by,
-- it reads ranges of these keys and no more of them than it shows. Other orders
-- are sorted, so their keys go.

ALTER TABLE clock
  ADD COLUMN IF NOT EXISTS standing TINYINT
    AS (state + IF(state <= 1 AND breached_at IS NOT NULL, 5, 0)) STORED
    COMMENT 'state; 5 and 6: running and paused, but broken' AFTER state,
  ADD COLUMN IF NOT EXISTS counted_at BIGINT
    AS (IF(state IN (2, 4), stopped_at,
      IF(breached_at IS NULL AND state = 3, stopped_at, breached_at))) STORED
    COMMENT 'where reports count it; NULL: runs, and is not broken'
    AFTER stopped_at,
  DROP KEY IF EXISTS clock_due,
  DROP KEY IF EXISTS clock_stopped,
  DROP KEY IF EXISTS clock_margin,
  DROP KEY IF EXISTS clock_metric,
  DROP KEY IF EXISTS clock_requester,
  DROP KEY IF EXISTS clock_code,
  DROP KEY IF EXISTS clock_department_name,
  DROP KEY IF EXISTS clock_agent_name,
  DROP KEY IF EXISTS clock_level_name,
  DROP KEY IF EXISTS clock_department,
  DROP KEY IF EXISTS clock_agent,
  ADD KEY IF NOT EXISTS log_started (metric, standing, started_at, id),
  ADD KEY IF NOT EXISTS log_due (metric, standing, due_at, id),
  ADD KEY IF NOT EXISTS log_counted (metric, standing, counted_at, id),
  ADD KEY IF NOT EXISTS log_department_started (department_id, metric, standing,
    started_at, id),
  ADD KEY IF NOT EXISTS log_department_due (department_id, metric, standing,
    due_at, id),
  ADD KEY IF NOT EXISTS log_department_counted (department_id, metric, standing,
    counted_at, id),
  ADD KEY IF NOT EXISTS log_agent_started (agent_id, metric, standing,
    started_at, id, department_id),
  ADD KEY IF NOT EXISTS log_agent_due (agent_id, metric, standing, due_at, id,
    department_id),
  ADD KEY IF NOT EXISTS log_agent_counted (agent_id, metric, standing,
    counted_at, id, department_id);
