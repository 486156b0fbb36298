CREATE TABLE "absences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"person_id" uuid NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date,
	"weekly" jsonb,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "absences" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "swap_asks" (
	"swap_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"helpline_id" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	CONSTRAINT "swap_asks_swap_id_person_id_pk" PRIMARY KEY("swap_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "swap_asks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "swaps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"shift_id" uuid NOT NULL,
	"shift_starts_at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"asked_by" uuid,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"to_id" uuid,
	"for_shift_ids" uuid[] DEFAULT '{}' NOT NULL,
	"next_ask_at" timestamp (3) with time zone,
	"nobody_left" boolean DEFAULT false NOT NULL,
	"taken_by" uuid,
	"taken_at" timestamp (3) with time zone,
	"taking_shift_id" uuid,
	"needs" text[] DEFAULT '{}' NOT NULL,
	"settled_by" uuid,
	"over_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "swaps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "rest_hours" smallint DEFAULT 11 NOT NULL;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "gap_ask_days" smallint DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE "shifts" ADD COLUMN "gap_days" smallint;--> statement-breakpoint
ALTER TABLE "personal_updates" ADD COLUMN "words" text;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swap_asks" ADD CONSTRAINT "swap_asks_swap_id_swaps_id_fk" FOREIGN KEY ("swap_id") REFERENCES "public"."swaps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swap_asks" ADD CONSTRAINT "swap_asks_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swap_asks" ADD CONSTRAINT "swap_asks_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swaps" ADD CONSTRAINT "swaps_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swaps" ADD CONSTRAINT "swaps_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swaps" ADD CONSTRAINT "swaps_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swaps" ADD CONSTRAINT "swaps_to_id_people_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swaps" ADD CONSTRAINT "swaps_taken_by_people_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swaps" ADD CONSTRAINT "swaps_taking_shift_id_shifts_id_fk" FOREIGN KEY ("taking_shift_id") REFERENCES "public"."shifts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swaps" ADD CONSTRAINT "swaps_settled_by_people_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "absences_of_person" ON "absences" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "absences_by_version" ON "absences" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "absences_by_end" ON "absences" USING btree ("to_day");--> statement-breakpoint
CREATE INDEX "absences_removed" ON "absences" USING btree ("removed_at") WHERE "absences"."removed_at" is not null;--> statement-breakpoint
CREATE INDEX "swap_asks_of_person" ON "swap_asks" USING btree ("helpline_id","person_id","asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_swap_under_way" ON "swaps" USING btree ("shift_id","asked_by") WHERE "swaps"."over_at" is null;--> statement-breakpoint
CREATE INDEX "swaps_under_way" ON "swaps" USING btree ("helpline_id") WHERE "swaps"."over_at" is null;--> statement-breakpoint
CREATE INDEX "swaps_to_begin" ON "swaps" USING btree ("shift_starts_at") WHERE "swaps"."over_at" is null;--> statement-breakpoint
CREATE INDEX "swaps_to_ask" ON "swaps" USING btree ("next_ask_at") WHERE "swaps"."state" = 'open' and "swaps"."next_ask_at" is not null;--> statement-breakpoint
CREATE INDEX "swaps_of_shift" ON "swaps" USING btree ("shift_id");--> statement-breakpoint
CREATE INDEX "swaps_by_age" ON "swaps" USING btree ("asked_at");--> statement-breakpoint
CREATE INDEX "swaps_by_version" ON "swaps" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "shifts_by_gap_days" ON "shifts" USING btree ("gap_days","starts_at");--> statement-breakpoint
CREATE POLICY "everything" ON "absences" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "absences" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or "absences"."person_id" = (select nullif(current_setting('alongside.reader', true), '')::uuid) or "absences"."helpline_id" = (select person.helpline_id from people person where person.id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and person.suspended_at is null and person.roles @> array['manager']) then true end) is not null);--> statement-breakpoint
CREATE POLICY "everything" ON "swap_asks" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "swap_asks" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or "swap_asks"."person_id" = (select nullif(current_setting('alongside.reader', true), '')::uuid) then true end) is not null);--> statement-breakpoint
CREATE POLICY "everything" ON "swaps" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "swaps" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or "swaps"."asked_by" = (select nullif(current_setting('alongside.reader', true), '')::uuid) or "swaps"."taken_by" = (select nullif(current_setting('alongside.reader', true), '')::uuid) or "swaps"."helpline_id" = (select person.helpline_id from people person where person.id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and person.suspended_at is null and person.roles @> array['manager'])
        or exists (select from swap_asks asked where asked.swap_id = "swaps"."id" and asked.person_id = (select nullif(current_setting('alongside.reader', true), '')::uuid))
        or exists (select from places place where place.shift_id = "swaps"."shift_id" and place.person_id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and (null::timestamptz is null or place.placed_at <= null::timestamptz)) then true end) is not null);--> statement-breakpoint
ALTER TABLE "absences" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "swap_asks" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "swaps" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "notification_preferences" SET "push_kinds" = "push_kinds" || '{rota-asks,rota-now}'::text[] WHERE "push_kinds" <> '{}';--> statement-breakpoint
UPDATE "notification_preferences" SET "email_kinds" = "email_kinds" || '{rota-asks,rota-now}'::text[] WHERE "email_kinds" <> '{}';
