ALTER TABLE "audit_log" ADD COLUMN "counted" integer;--> statement-breakpoint
CREATE INDEX "audit_log_by_actor" ON "audit_log" USING btree ("helpline_id","by");--> statement-breakpoint
CREATE OR REPLACE FUNCTION "audit_line_hash"("before" text, "line" audit_log) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(concat_ws('|', before, line.number, line.id, line.helpline_id,
    (extract(epoch FROM line.at) * 1000)::bigint, coalesce(line.by::text, ''), line.action, line.about, line.counted), 'UTF8')), 'hex')
$$;
