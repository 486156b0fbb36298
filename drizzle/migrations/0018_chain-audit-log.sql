CREATE TABLE "audit_heads" (
	"helpline_id" uuid PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "number" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "hash" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_heads" ADD CONSTRAINT "audit_heads_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_by_about" ON "audit_log" USING btree ("helpline_id","about");--> statement-breakpoint
CREATE FUNCTION "audit_line_hash"("before" text, "line" audit_log) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(concat_ws('|', before, line.number, line.id, line.helpline_id,
    (extract(epoch FROM line.at) * 1000)::bigint, coalesce(line.by::text, ''), line.action, line.about), 'UTF8')), 'hex')
$$;--> statement-breakpoint
DO $$
DECLARE
  line audit_log;
  head audit_heads;
BEGIN
  FOR line IN SELECT * FROM audit_log ORDER BY helpline_id, at, id LOOP
    IF head.helpline_id IS DISTINCT FROM line.helpline_id THEN
      head := (line.helpline_id, 0, repeat('0', 64));
    END IF;
    line.number := head.number + 1;
    head.hash := audit_line_hash(head.hash, line);
    head.number := line.number;
    UPDATE audit_log SET number = head.number, hash = head.hash WHERE id = line.id;
    INSERT INTO audit_heads VALUES (head.helpline_id, head.number, head.hash)
    ON CONFLICT (helpline_id) DO UPDATE SET number = excluded.number, hash = excluded.hash;
  END LOOP;
END $$;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_number" UNIQUE("helpline_id","number");--> statement-breakpoint
CREATE FUNCTION "chain_audit_line"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  head audit_heads;
BEGIN
  IF current_setting('alongside.restoring', true) = 'on' THEN RETURN new; END IF;
  INSERT INTO audit_heads VALUES (new.helpline_id, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM audit_heads WHERE helpline_id = new.helpline_id FOR UPDATE;
  new.number := head.number + 1;
  new.hash := audit_line_hash(head.hash, new);
  UPDATE audit_heads SET number = new.number, hash = new.hash WHERE helpline_id = new.helpline_id;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER "audit_lines_are_chained" BEFORE INSERT ON "audit_log"
FOR EACH ROW EXECUTE FUNCTION chain_audit_line();--> statement-breakpoint
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Lines of the audit log are never changed or deleted.' USING ERRCODE = 'insufficient_privilege';
END $$;--> statement-breakpoint
CREATE TRIGGER "audit_lines_stay" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_log"
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
