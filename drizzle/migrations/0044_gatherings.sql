CREATE TABLE "gathering_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"gathering_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"section" text NOT NULL,
	"words" text NOT NULL,
	"by" uuid NOT NULL,
	"by_name" text,
	"at" timestamp (3) with time zone NOT NULL,
	"struck" boolean DEFAULT false NOT NULL,
	"between" uuid[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "gathering_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "gatherings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"minutes" smallint NOT NULL,
	"place" text,
	"revised_at" timestamp (3) with time zone NOT NULL,
	"led_by" uuid NOT NULL,
	"with_id" uuid,
	"coming_ids" uuid[] DEFAULT '{}' NOT NULL,
	"cannot_ids" uuid[] DEFAULT '{}' NOT NULL,
	"confirmed_ids" uuid[] DEFAULT '{}' NOT NULL,
	"caught_up_ids" uuid[] DEFAULT '{}' NOT NULL,
	"follow_up_ids" uuid[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "gatherings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "to_bring" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"person_id" uuid NOT NULL,
	"words" text NOT NULL,
	"about" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	"gathering_id" uuid,
	"line_id" uuid,
	"removed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "to_bring" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "one_to_one_weeks" smallint DEFAULT 4 NOT NULL;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "team_weeks" smallint DEFAULT 4 NOT NULL;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "group_weeks" smallint DEFAULT 6 NOT NULL;--> statement-breakpoint
ALTER TABLE "personal_updates" ADD COLUMN "gathering_id" uuid;--> statement-breakpoint
ALTER TABLE "gathering_lines" ADD CONSTRAINT "gathering_lines_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_lines" ADD CONSTRAINT "gathering_lines_gathering_id_gatherings_id_fk" FOREIGN KEY ("gathering_id") REFERENCES "public"."gatherings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_lines" ADD CONSTRAINT "gathering_lines_by_people_id_fk" FOREIGN KEY ("by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gatherings" ADD CONSTRAINT "gatherings_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gatherings" ADD CONSTRAINT "gatherings_led_by_people_id_fk" FOREIGN KEY ("led_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gatherings" ADD CONSTRAINT "gatherings_with_id_people_id_fk" FOREIGN KEY ("with_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "to_bring" ADD CONSTRAINT "to_bring_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "to_bring" ADD CONSTRAINT "to_bring_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "to_bring" ADD CONSTRAINT "to_bring_gathering_id_gatherings_id_fk" FOREIGN KEY ("gathering_id") REFERENCES "public"."gatherings"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gathering_lines_of_gathering" ON "gathering_lines" USING btree ("gathering_id");--> statement-breakpoint
CREATE INDEX "gathering_lines_by" ON "gathering_lines" USING btree ("by");--> statement-breakpoint
CREATE INDEX "gathering_lines_by_version" ON "gathering_lines" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "gatherings_in_time" ON "gatherings" USING btree ("helpline_id","starts_at");--> statement-breakpoint
CREATE INDEX "gatherings_by_age" ON "gatherings" USING btree ("starts_at");--> statement-breakpoint
CREATE INDEX "gatherings_with" ON "gatherings" USING btree ("with_id") WHERE "gatherings"."with_id" is not null;--> statement-breakpoint
CREATE INDEX "gatherings_by_version" ON "gatherings" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "to_bring_of_person" ON "to_bring" USING btree ("person_id","version");--> statement-breakpoint
CREATE INDEX "to_bring_to_gathering" ON "to_bring" USING btree ("gathering_id");--> statement-breakpoint
CREATE INDEX "to_bring_by_age" ON "to_bring" USING btree ("at");--> statement-breakpoint
ALTER TABLE "personal_updates" ADD CONSTRAINT "personal_updates_gathering_id_gatherings_id_fk" FOREIGN KEY ("gathering_id") REFERENCES "public"."gatherings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "updates_of_gathering" ON "personal_updates" USING btree ("gathering_id") WHERE "personal_updates"."gathering_id" is not null;--> statement-breakpoint
CREATE POLICY "everything" ON "gathering_lines" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "gathering_lines" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or (select nullif(current_setting('alongside.reader', true), '')::uuid) = any("gathering_lines"."between") or "gathering_lines"."kind" = 'team' or "gathering_lines"."kind" = 'group'
        and exists (select from people person where person.id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and person.roles && array['supporter', 'supervisor']) then true end) is not null);--> statement-breakpoint
CREATE POLICY "everything" ON "gatherings" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "gatherings" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or "gatherings"."kind" <> 'one-to-one' or "gatherings"."led_by" = (select nullif(current_setting('alongside.reader', true), '')::uuid) or "gatherings"."with_id" = (select nullif(current_setting('alongside.reader', true), '')::uuid) then true end) is not null);--> statement-breakpoint
CREATE POLICY "everything" ON "to_bring" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "to_bring" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or "to_bring"."person_id" = (select nullif(current_setting('alongside.reader', true), '')::uuid) then true end) is not null);--> statement-breakpoint
ALTER TABLE "gatherings" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "gathering_lines" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "to_bring" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "notification_preferences" SET "push_kinds" = "push_kinds" || '{gathering}'::text[] WHERE "push_kinds" <> '{}';--> statement-breakpoint
UPDATE "notification_preferences" SET "email_kinds" = "email_kinds" || '{gathering}'::text[] WHERE "email_kinds" <> '{}';
