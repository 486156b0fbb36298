ALTER TABLE "notifications" ADD COLUMN "shift_id" uuid;--> statement-breakpoint
ALTER TABLE "shifts" ADD COLUMN "remind_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notifications_about_shift" ON "notifications" USING btree ("shift_id") WHERE "notifications"."shift_id" is not null;--> statement-breakpoint
CREATE INDEX "shifts_to_remind_of" ON "shifts" USING btree ("remind_at") WHERE "shifts"."remind_at" is not null;--> statement-breakpoint
-- Null where the zone is unknown.
CREATE FUNCTION "evening_before"("of_start" timestamptz, "zone" text) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ((of_start AT TIME ZONE zone)::date - 1 + time '18:00') AT TIME ZONE zone;
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "set_remind_at"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A restored row says what was told already.
  IF current_setting('alongside.restoring', true) = 'on' THEN RETURN new; END IF;
  new.remind_at := evening_before(new.starts_at, (SELECT time_zone FROM helplines WHERE id = new.helpline_id));
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER "new_shifts_set_remind_at" BEFORE INSERT ON "shifts" FOR EACH ROW EXECUTE FUNCTION set_remind_at();--> statement-breakpoint
CREATE TRIGGER "moved_shifts_set_remind_at" BEFORE UPDATE OF starts_at ON "shifts"
FOR EACH ROW WHEN (old.starts_at IS DISTINCT FROM new.starts_at) EXECUTE FUNCTION set_remind_at();--> statement-breakpoint
-- What would have been told by now is not told late.
UPDATE "shifts" SET remind_at = (
  SELECT min(at) FROM (VALUES
    (evening_before(starts_at, (SELECT time_zone FROM helplines WHERE id = helpline_id))), (starts_at - interval '2 hours')
  ) AS times (at) WHERE at > now()
) WHERE starts_at > now();--> statement-breakpoint
-- Whoever hears of their places by a way hears by it that they come.
UPDATE "notification_preferences" SET "push_kinds" = "push_kinds" || '{next-shift}'::text[] WHERE 'rota' = ANY ("push_kinds");--> statement-breakpoint
UPDATE "notification_preferences" SET "email_kinds" = "email_kinds" || '{next-shift}'::text[] WHERE 'rota' = ANY ("email_kinds");
