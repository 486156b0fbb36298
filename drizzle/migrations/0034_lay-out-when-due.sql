ALTER TABLE "helplines" ADD COLUMN "lay_out_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "helplines_to_lay_out" ON "helplines" USING btree ("lay_out_at");--> statement-breakpoint
CREATE FUNCTION "lay_out_anew"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  new.lay_out_at := NULL;
  RETURN new;
END $$;--> statement-breakpoint
CREATE TRIGGER "helplines_lay_out_anew" BEFORE UPDATE OF opening_pattern, pattern_changes, time_zone ON "helplines"
FOR EACH ROW WHEN (old.opening_pattern IS DISTINCT FROM new.opening_pattern
  OR old.pattern_changes IS DISTINCT FROM new.pattern_changes OR old.time_zone IS DISTINCT FROM new.time_zone)
EXECUTE FUNCTION lay_out_anew();
