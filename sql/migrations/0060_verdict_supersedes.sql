-- Corrections, found by what they correct: few of very many.
ALTER TABLE verdict ADD KEY IF NOT EXISTS verdict_supersedes (supersedes, kind);
