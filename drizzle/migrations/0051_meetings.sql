CREATE TABLE "meeting_counts" (
	"helpline_id" uuid NOT NULL,
	"month" text NOT NULL,
	"borough" text NOT NULL,
	"held" integer NOT NULL,
	CONSTRAINT "meeting_counts_helpline_id_month_borough_pk" PRIMARY KEY("helpline_id","month","borough")
);
--> statement-breakpoint
CREATE TABLE "meeting_places" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"borough" text NOT NULL,
	"opening" text NOT NULL,
	"way_out" text NOT NULL,
	"signal" boolean NOT NULL,
	"retired_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"state" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"with_ids" uuid[] DEFAULT '{}' NOT NULL,
	"agreed_ids" uuid[] DEFAULT '{}' NOT NULL,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"place_id" uuid,
	"known_as" text,
	"word_for_trouble" text,
	"borough" text NOT NULL,
	"decided_by" uuid,
	"decided_words" text,
	"on_call_id" uuid,
	"steps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"waits_for" text,
	"waits_until" timestamp (3) with time zone,
	"ask_again_at" timestamp (3) with time zone,
	"reached" uuid[] DEFAULT '{}' NOT NULL,
	"manager_ids" uuid[] DEFAULT '{}' NOT NULL,
	"cancelled_because" text,
	"agreed_next" text,
	"closed_at" timestamp (3) with time zone,
	"erase_at" timestamp (3) with time zone,
	"erased_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "meetings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "meetings" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "meetings_in_the_evening" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "meeting_there_minutes" smallint DEFAULT 15 NOT NULL;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "meeting_over_minutes" smallint DEFAULT 15 NOT NULL;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "meeting_home_minutes" smallint DEFAULT 60 NOT NULL;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "meeting_next_minutes" smallint DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting_counts" ADD CONSTRAINT "meeting_counts_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_places" ADD CONSTRAINT "meeting_places_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_proposed_by_people_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_place_id_meeting_places_id_fk" FOREIGN KEY ("place_id") REFERENCES "public"."meeting_places"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_on_call_id_people_id_fk" FOREIGN KEY ("on_call_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meeting_places_by_version" ON "meeting_places" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "meetings_with" ON "meetings" USING gin ("with_ids");--> statement-breakpoint
CREATE INDEX "meetings_to_decide" ON "meetings" USING btree ("starts_at") WHERE "meetings"."state" = 'proposed';--> statement-breakpoint
CREATE INDEX "meetings_to_erase" ON "meetings" USING btree ("erase_at") WHERE "meetings"."erase_at" is not null;--> statement-breakpoint
CREATE INDEX "meetings_erased" ON "meetings" USING btree ("erased_at") WHERE "meetings"."erased_at" is not null;--> statement-breakpoint
CREATE INDEX "meetings_at_place" ON "meetings" USING btree ("place_id");--> statement-breakpoint
CREATE INDEX "meetings_by_version" ON "meetings" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE POLICY "everything" ON "meetings" AS PERMISSIVE FOR ALL TO public USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "meetings" AS RESTRICTIVE FOR SELECT TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or (select nullif(current_setting('alongside.reader', true), '')::uuid) = any("meetings"."with_ids") or "meetings"."helpline_id" = (select person.helpline_id from people person where person.id = (select nullif(current_setting('alongside.reader', true), '')::uuid) and person.suspended_at is null and person.roles @> array['manager']) then true end) is not null);--> statement-breakpoint
ALTER TABLE "meetings" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "notification_preferences" SET "push_kinds" = "push_kinds" || '{meeting-now,meeting}'::text[] WHERE "push_kinds" <> '{}';--> statement-breakpoint
UPDATE "notification_preferences" SET "email_kinds" = "email_kinds" || '{meeting-now,meeting}'::text[] WHERE "email_kinds" <> '{}';
