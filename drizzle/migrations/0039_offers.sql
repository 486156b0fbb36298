CREATE TABLE "offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"shift_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"offered_at" timestamp (3) with time zone NOT NULL,
	"taken_back_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "offers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_offer_of_person" ON "offers" USING btree ("shift_id","person_id") WHERE "offers"."taken_back_at" is null;--> statement-breakpoint
CREATE INDEX "offers_of_shift" ON "offers" USING btree ("shift_id");--> statement-breakpoint
CREATE INDEX "offers_of_person" ON "offers" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "offers_by_version" ON "offers" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "offers_by_age" ON "offers" USING btree ("offered_at");--> statement-breakpoint
CREATE POLICY "everything" ON "offers" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "offers" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or "offers"."person_id" = (select nullif(current_setting('alongside.reader', true), '')::uuid) or "offers"."helpline_id" = (select person.helpline_id from people person where person.id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and person.suspended_at is null and person.roles @> array['manager']) then true end) is not null);--> statement-breakpoint
ALTER TABLE "offers" FORCE ROW LEVEL SECURITY;
