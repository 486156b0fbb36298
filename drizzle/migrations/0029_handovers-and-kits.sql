CREATE TABLE "handover_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"shift_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"words" text NOT NULL,
	"call_id" uuid,
	"by" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"dropped_at" timestamp (3) with time zone,
	"question" text,
	"asked_by" uuid,
	"answer" text,
	"to_ids" uuid[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "handover_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "handover_lines" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "handovers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"shift_id" uuid NOT NULL,
	"shift_starts_at" timestamp (3) with time zone NOT NULL,
	"to_shift_id" uuid,
	"to_starts_at" timestamp (3) with time zone,
	"to_ids" uuid[] DEFAULT '{}' NOT NULL,
	"finished_by" uuid,
	"finished_at" timestamp (3) with time zone,
	"accepted_by" uuid,
	"accepted_at" timestamp (3) with time zone,
	"scope_seen" bigint,
	"look_again_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"pair_told_at" timestamp (3) with time zone,
	"manager_told_at" timestamp (3) with time zone,
	CONSTRAINT "handovers_shift_id_unique" UNIQUE("shift_id")
);
--> statement-breakpoint
CREATE TABLE "kits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"name" text NOT NULL,
	"items" text[] NOT NULL,
	"holder_id" uuid,
	"held_since" timestamp (3) with time zone,
	"giver_id" uuid,
	"to_id" uuid,
	"charge" text,
	"missing_at" timestamp (3) with time zone,
	"missing_by" uuid,
	"missing_words" text,
	"retired_at" timestamp (3) with time zone,
	"near_ids" uuid[] DEFAULT '{}' NOT NULL,
	"scope_seen" bigint,
	"look_again_at" timestamp (3) with time zone,
	"pair_told_of" timestamp (3) with time zone,
	"manager_told_of" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "handed_to" uuid;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "exchange_places" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "handover_lines" ADD CONSTRAINT "handover_lines_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handover_lines" ADD CONSTRAINT "handover_lines_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handover_lines" ADD CONSTRAINT "handover_lines_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handover_lines" ADD CONSTRAINT "handover_lines_by_people_id_fk" FOREIGN KEY ("by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handover_lines" ADD CONSTRAINT "handover_lines_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_to_shift_id_shifts_id_fk" FOREIGN KEY ("to_shift_id") REFERENCES "public"."shifts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_finished_by_people_id_fk" FOREIGN KEY ("finished_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_accepted_by_people_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kits" ADD CONSTRAINT "kits_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kits" ADD CONSTRAINT "kits_holder_id_people_id_fk" FOREIGN KEY ("holder_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kits" ADD CONSTRAINT "kits_giver_id_people_id_fk" FOREIGN KEY ("giver_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kits" ADD CONSTRAINT "kits_to_id_people_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kits" ADD CONSTRAINT "kits_missing_by_people_id_fk" FOREIGN KEY ("missing_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "handover_lines_of_shift" ON "handover_lines" USING btree ("shift_id");--> statement-breakpoint
CREATE INDEX "handover_lines_of_call" ON "handover_lines" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "handover_lines_by_age" ON "handover_lines" USING btree ("at");--> statement-breakpoint
CREATE INDEX "handover_lines_by_version" ON "handover_lines" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "handovers_to_follow" ON "handovers" USING btree ("helpline_id") WHERE "handovers"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "handovers_to_accept" ON "handovers" USING btree ("to_starts_at") WHERE "handovers"."finished_at" is not null and "handovers"."accepted_at" is null and "handovers"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "handovers_to_shift" ON "handovers" USING btree ("to_shift_id");--> statement-breakpoint
CREATE INDEX "handovers_by_version" ON "handovers" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "kits_in_use" ON "kits" USING btree ("helpline_id") WHERE "kits"."retired_at" is null;--> statement-breakpoint
CREATE INDEX "kits_by_version" ON "kits" USING btree ("helpline_id","version");--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_handed_to_shifts_id_fk" FOREIGN KEY ("handed_to") REFERENCES "public"."shifts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calls_handed_to" ON "calls" USING btree ("handed_to") WHERE "calls"."handed_to" is not null;--> statement-breakpoint
CREATE POLICY "everything" ON "handover_lines" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "handover_lines" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or "handover_lines"."by" = (select nullif(current_setting('alongside.reader', true), '')::uuid) or "handover_lines"."sent_at" is not null
        and ((select nullif(current_setting('alongside.reader', true), '')::uuid) = any("handover_lines"."to_ids") or exists (select from places place where place.shift_id = "handover_lines"."shift_id" and place.person_id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and ("handover_lines"."sent_at" is null or place.placed_at <= "handover_lines"."sent_at"))) then true end) is not null);--> statement-breakpoint
UPDATE "notification_preferences" SET "push_kinds" = "push_kinds" || '{handover}'::text[] WHERE "push_kinds" <> '{}';--> statement-breakpoint
UPDATE "notification_preferences" SET "email_kinds" = "email_kinds" || '{handover}'::text[] FROM "people" WHERE "people"."id" = "notification_preferences"."id" AND "people"."roles" @> '{manager}' AND "email_kinds" <> '{}';
