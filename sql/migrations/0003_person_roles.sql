-- Staff are few among many customers: look for them by the largest role.

CREATE INDEX IF NOT EXISTS person_roles ON person (roles, id);
