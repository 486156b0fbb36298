CREATE TABLE "trainings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"person_id" uuid NOT NULL,
	"course" text NOT NULL,
	"planned_on" date,
	"done_on" date,
	"seen_by" uuid,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "one_training_of_course" UNIQUE("person_id","course")
);
--> statement-breakpoint
ALTER TABLE "trainings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "induction" jsonb;--> statement-breakpoint
ALTER TABLE "trainings" ADD CONSTRAINT "trainings_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trainings" ADD CONSTRAINT "trainings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trainings" ADD CONSTRAINT "trainings_seen_by_people_id_fk" FOREIGN KEY ("seen_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "trainings_by_version" ON "trainings" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "trainings_by_age" ON "trainings" USING btree ("changed_at");--> statement-breakpoint
CREATE POLICY "everything" ON "trainings" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "trainings" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or "trainings"."person_id" = (select nullif(current_setting('alongside.reader', true), '')::uuid) or "trainings"."helpline_id" = (select person.helpline_id from people person where person.id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and person.suspended_at is null and person.roles @> array['manager']) then true end) is not null);
--> statement-breakpoint
ALTER TABLE "trainings" FORCE ROW LEVEL SECURITY;
