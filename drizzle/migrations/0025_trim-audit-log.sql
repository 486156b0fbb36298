CREATE TABLE "audit_checkpoints" (
	"helpline_id" uuid PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_checkpoints" ADD CONSTRAINT "audit_checkpoints_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Only `trim_audit_log` runs as the owner of the table for whoever calls it.
  IF tg_op = 'DELETE' AND current_setting('alongside.trimming', true) = 'on'
    AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = tg_relid) THEN RETURN NULL; END IF;
  RAISE EXCEPTION 'Lines of the audit log are never changed or deleted.' USING ERRCODE = 'insufficient_privilege';
END $$;--> statement-breakpoint
CREATE FUNCTION "trim_audit_log"("of_helpline" uuid, "wanted" timestamptz, "trimmed_at" timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  -- Whole days, so that a day is one line; by the database's clock as well, so that nobody erases what is younger than a year.
  cutoff timestamptz := date_trunc('day', least(wanted, now() - interval '365 days'), 'UTC');
  start audit_checkpoints;
  up_to bigint;
  is_whole boolean;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM audit_log WHERE helpline_id = of_helpline AND at < cutoff) THEN RETURN true; END IF;
  PERFORM 1 FROM audit_heads WHERE helpline_id = of_helpline FOR UPDATE;
  SELECT * INTO start FROM audit_checkpoints WHERE helpline_id = of_helpline;
  IF NOT FOUND THEN start := (of_helpline, 0, repeat('0', 64)); END IF;
  SELECT coalesce(min(number) FILTER (WHERE at >= cutoff) - 1, max(number)) INTO up_to
  FROM audit_log WHERE helpline_id = of_helpline;
  IF up_to <= start.number THEN RETURN true; END IF;

  -- A line that was changed or deleted before must not go unseen with those around it.
  SELECT count(*) = up_to - start.number AND bool_and(written = expected) INTO is_whole FROM (
    SELECT line.hash AS written,
      audit_line_hash(lag(line.hash, 1, start.hash) OVER (ORDER BY line.number), line) AS expected
    FROM audit_log line WHERE line.helpline_id = of_helpline AND line.number <= up_to
  ) AS lines;
  IF NOT coalesce(is_whole, false) THEN RETURN false; END IF;

  INSERT INTO audit_checkpoints
  SELECT helpline_id, number, hash FROM audit_log WHERE helpline_id = of_helpline AND number = up_to
  ON CONFLICT (helpline_id) DO UPDATE SET number = excluded.number, hash = excluded.hash;
  PERFORM set_config('alongside.trimming', 'on', true);
  DELETE FROM audit_log WHERE helpline_id = of_helpline AND number <= up_to;
  PERFORM set_config('alongside.trimming', 'off', true);
  INSERT INTO audit_log (id, helpline_id, at, action, about, counted)
  VALUES (gen_random_uuid(), of_helpline, trimmed_at, 'erased-auditLog', of_helpline, up_to);
  RETURN true;
END $$;
