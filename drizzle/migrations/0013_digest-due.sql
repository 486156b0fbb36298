ALTER TABLE "helplines" ADD COLUMN "digest_due_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "helplines_digest_due" ON "helplines" USING btree ("digest_due_at");--> statement-breakpoint
-- An hour early, because on the night of a clock change the hour may not exist, or exist twice. Null where the zone is unknown.
CREATE FUNCTION "set_digest_due"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  new.digest_due_at := (coalesce(new.digest_sent_on + 1, (new.created_at AT TIME ZONE new.time_zone)::date) + new.daily_digest_at::time)
    AT TIME ZONE new.time_zone - interval '1 hour';
  RETURN new;
EXCEPTION WHEN invalid_parameter_value THEN
  new.digest_due_at := NULL;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER "helplines_set_digest_due" BEFORE INSERT OR UPDATE OF time_zone, daily_digest_at, digest_sent_on, created_at ON "helplines"
FOR EACH ROW EXECUTE FUNCTION set_digest_due();--> statement-breakpoint
UPDATE "helplines" SET digest_sent_on = digest_sent_on;
