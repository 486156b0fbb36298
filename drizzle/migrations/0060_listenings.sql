CREATE TABLE "listenings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"shift_id" uuid NOT NULL,
	"shift_starts_at" timestamp (3) with time zone NOT NULL,
	"person_id" uuid NOT NULL,
	"state" text NOT NULL,
	"yes_ids" uuid[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "listenings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "listenings" ADD CONSTRAINT "listenings_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listenings" ADD CONSTRAINT "listenings_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listenings" ADD CONSTRAINT "listenings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_listening_in_shift" ON "listenings" USING btree ("shift_id") WHERE "listenings"."state" in ('asked', 'agreed');--> statement-breakpoint
CREATE INDEX "listenings_of_person" ON "listenings" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "listenings_of_shift" ON "listenings" USING btree ("shift_id");--> statement-breakpoint
CREATE INDEX "listenings_by_version" ON "listenings" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE POLICY "everything" ON "listenings" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "listenings" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or "listenings"."person_id" = (select nullif(current_setting('alongside.reader', true), '')::uuid) or "listenings"."helpline_id" = (select person.helpline_id from people person where person.id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and person.suspended_at is null and person.roles @> array['manager']) or exists (select from places place where place.shift_id = "listenings"."shift_id" and place.person_id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and (null::timestamptz is null or place.placed_at <= null::timestamptz)) then true end) is not null);--> statement-breakpoint
ALTER TABLE "listenings" FORCE ROW LEVEL SECURITY;
