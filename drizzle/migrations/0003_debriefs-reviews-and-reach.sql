CREATE TABLE "check_ins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"person_id" uuid NOT NULL,
	"shift_id" uuid NOT NULL,
	"heaviness" text,
	"shared_with" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "one_check_in_per_shift" UNIQUE("person_id","shift_id")
);
--> statement-breakpoint
CREATE TABLE "debrief_counts" (
	"helpline_id" uuid NOT NULL,
	"month" text NOT NULL,
	"urgency" text NOT NULL,
	"asked" integer NOT NULL,
	"held" integer NOT NULL,
	CONSTRAINT "debrief_counts_helpline_id_month_urgency_pk" PRIMARY KEY("helpline_id","month","urgency")
);
--> statement-breakpoint
CREATE TABLE "debrief_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"debrief_id" uuid NOT NULL,
	"from_person" uuid NOT NULL,
	"body" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone,
	"between" uuid[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "debrief_rungs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"debrief_id" uuid NOT NULL,
	"manager_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "follow_ups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"source" text NOT NULL,
	"words" text NOT NULL,
	"due_on" date,
	"raised_by" uuid NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"for_id" uuid,
	"with_id" uuid,
	"done_by" uuid,
	"done_at" timestamp (3) with time zone,
	"reminded_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" uuid NOT NULL,
	"deed" text NOT NULL,
	"about" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "openings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"call_id" uuid NOT NULL,
	"call_started_at" timestamp (3) with time zone NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"because" text NOT NULL,
	"concerns" uuid[] NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"label" text NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "devices_endpoint_unique" UNIQUE("endpoint")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL,
	"person_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"device_id" uuid,
	"kind" text NOT NULL,
	"path" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"tries" smallint DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "push_keys" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"public_key" text NOT NULL,
	"private_key" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reaches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"push_kinds" text[] NOT NULL,
	"email_kinds" text[] NOT NULL,
	"quiet_from" text,
	"quiet_until" text
);
--> statement-breakpoint
ALTER TABLE "debriefs" ADD COLUMN "shift_id" uuid;--> statement-breakpoint
ALTER TABLE "debriefs" ADD COLUMN "way" text;--> statement-breakpoint
ALTER TABLE "debriefs" ADD COLUMN "may_climb" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "debriefs" ADD COLUMN "climbed_to" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "debriefs" ADD COLUMN "seen_by" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "debriefs" ADD COLUMN "shared_with_partner" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "debriefs" ADD COLUMN "closing" jsonb;--> statement-breakpoint
ALTER TABLE "debriefs" ADD COLUMN "over_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "debrief_climbs_after_minutes" smallint[] DEFAULT '{2,5}' NOT NULL;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "debrief_before_end_minutes" smallint DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "daily_list_at" text DEFAULT '09:00' NOT NULL;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "listed_on" date;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "last_supervision_on" date;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "next_supervision_on" date;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "version" bigint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "flags" ADD COLUMN "ask_me_first" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "flags" ADD COLUMN "touched_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "flags" ADD COLUMN "theme" text;--> statement-breakpoint
ALTER TABLE "flags" ADD COLUMN "closed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debrief_counts" ADD CONSTRAINT "debrief_counts_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debrief_lines" ADD CONSTRAINT "debrief_lines_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debrief_lines" ADD CONSTRAINT "debrief_lines_debrief_id_debriefs_id_fk" FOREIGN KEY ("debrief_id") REFERENCES "public"."debriefs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debrief_lines" ADD CONSTRAINT "debrief_lines_from_person_people_id_fk" FOREIGN KEY ("from_person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debrief_rungs" ADD CONSTRAINT "debrief_rungs_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debrief_rungs" ADD CONSTRAINT "debrief_rungs_debrief_id_debriefs_id_fk" FOREIGN KEY ("debrief_id") REFERENCES "public"."debriefs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debrief_rungs" ADD CONSTRAINT "debrief_rungs_manager_id_people_id_fk" FOREIGN KEY ("manager_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_raised_by_people_id_fk" FOREIGN KEY ("raised_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_for_id_people_id_fk" FOREIGN KEY ("for_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_with_id_people_id_fk" FOREIGN KEY ("with_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_done_by_people_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "log" ADD CONSTRAINT "log_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "log" ADD CONSTRAINT "log_by_people_id_fk" FOREIGN KEY ("by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openings" ADD CONSTRAINT "openings_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openings" ADD CONSTRAINT "openings_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openings" ADD CONSTRAINT "openings_opened_by_people_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reaches" ADD CONSTRAINT "reaches_id_people_id_fk" FOREIGN KEY ("id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reaches" ADD CONSTRAINT "reaches_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "check_ins_of_shift" ON "check_ins" USING btree ("shift_id");--> statement-breakpoint
CREATE INDEX "check_ins_by_version" ON "check_ins" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "debrief_lines_of" ON "debrief_lines" USING btree ("debrief_id","version");--> statement-breakpoint
CREATE INDEX "debrief_lines_between" ON "debrief_lines" USING gin ("between");--> statement-breakpoint
CREATE INDEX "debrief_rungs_due" ON "debrief_rungs" USING btree ("due_at") WHERE "debrief_rungs"."done_at" is null;--> statement-breakpoint
CREATE INDEX "rungs_of_debrief" ON "debrief_rungs" USING btree ("debrief_id");--> statement-breakpoint
CREATE INDEX "follow_ups_due" ON "follow_ups" USING btree ("helpline_id","due_on") WHERE "follow_ups"."done_at" is null;--> statement-breakpoint
CREATE INDEX "follow_ups_done" ON "follow_ups" USING btree ("done_at");--> statement-breakpoint
CREATE INDEX "follow_ups_by_version" ON "follow_ups" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "log_by_time" ON "log" USING btree ("helpline_id","at");--> statement-breakpoint
CREATE INDEX "openings_to_end" ON "openings" USING btree ("until") WHERE "openings"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "openings_by_opener" ON "openings" USING btree ("opened_by","opened_at");--> statement-breakpoint
CREATE INDEX "openings_concerning" ON "openings" USING gin ("concerns");--> statement-breakpoint
CREATE INDEX "openings_by_version" ON "openings" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "devices_of_person" ON "devices" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "notices_due" ON "notices" USING btree ("due_at") WHERE "notices"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "notices_of_person" ON "notices" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "notices_undelivered" ON "notices" USING btree ("helpline_id","version") WHERE "notices"."state" = 'undelivered';--> statement-breakpoint
CREATE INDEX "notices_settled" ON "notices" USING btree ("settled_at");--> statement-breakpoint
CREATE INDEX "reaches_by_version" ON "reaches" USING btree ("helpline_id","version");--> statement-breakpoint
ALTER TABLE "debriefs" ADD CONSTRAINT "debriefs_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "debriefs_climbed" ON "debriefs" USING gin ("climbed_to");--> statement-breakpoint
CREATE INDEX "debriefs_held" ON "debriefs" USING btree ("held_by");--> statement-breakpoint
CREATE INDEX "debriefs_shared" ON "debriefs" USING btree ("shift_id") WHERE "debriefs"."shared_with_partner";--> statement-breakpoint
CREATE INDEX "debriefs_over" ON "debriefs" USING btree ("over_at");--> statement-breakpoint
CREATE INDEX "flags_idle" ON "flags" USING btree ("touched_at") WHERE "flags"."state" = 'taken';--> statement-breakpoint
UPDATE "debriefs" SET "over_at" = ("steps" -> -1 ->> 'at')::timestamptz WHERE "state" IN ('closed', 'withdrawn');--> statement-breakpoint
UPDATE "flags" SET "closed_at" = ("steps" -> -1 ->> 'at')::timestamptz WHERE "state" = 'closed';--> statement-breakpoint
UPDATE "flags" SET "touched_at" = ("steps" -> -1 ->> 'at')::timestamptz WHERE "state" = 'taken';
