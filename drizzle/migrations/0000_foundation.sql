CREATE TABLE "calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"shift_id" uuid NOT NULL,
	"state" text NOT NULL,
	"taken_by" uuid NOT NULL,
	"held_by" uuid NOT NULL,
	"taken_over_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"presenting_issues" text[] NOT NULL,
	"response_needed" text,
	"note" text NOT NULL,
	"borough" text,
	"source" text,
	"outcomes" text[] NOT NULL,
	"field_marks" jsonb NOT NULL,
	"flagged" boolean DEFAULT false NOT NULL,
	"open_to" uuid[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"shift_id" uuid NOT NULL,
	"from_person" uuid NOT NULL,
	"body" text NOT NULL,
	"call_id" uuid,
	"covered" boolean NOT NULL,
	"warning" text,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "commands" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"reply" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "debriefs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"state" text NOT NULL,
	"urgency" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"note" text NOT NULL,
	"call_ids" uuid[] NOT NULL,
	"manager_id" uuid,
	"held_by" uuid,
	"offered_for" timestamp (3) with time zone,
	"steps" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "helplines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"opening_pattern" jsonb NOT NULL,
	"change" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"secret_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "invitations_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"first_name" text NOT NULL,
	"email" text,
	"roles" text[] NOT NULL,
	"password_hash" text,
	"invited_at" timestamp (3) with time zone,
	"suspended_at" timestamp (3) with time zone,
	CONSTRAINT "people_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "presences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"shift_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	"left_at" timestamp (3) with time zone,
	"connected" boolean NOT NULL,
	"last_heard_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"state_since" timestamp (3) with time zone NOT NULL,
	"feeling" text,
	CONSTRAINT "one_presence_per_shift" UNIQUE("shift_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "flags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"state" text NOT NULL,
	"call_id" uuid NOT NULL,
	"shift_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"note" text NOT NULL,
	"raised_by" uuid NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"taken_by" uuid,
	"learning" text,
	"steps" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "places" (
	"shift_id" uuid NOT NULL,
	"place" smallint NOT NULL,
	"helpline_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "places_shift_id_place_pk" PRIMARY KEY("shift_id","place"),
	CONSTRAINT "one_place_per_person" UNIQUE("shift_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "shifts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"manager_id" uuid,
	"next_manager_id" uuid,
	CONSTRAINT "one_shift_per_start" UNIQUE("helpline_id","starts_at")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"shift_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"call_id" uuid,
	"raised_by" uuid NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone,
	"lowered_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_taken_by_people_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_held_by_people_id_fk" FOREIGN KEY ("held_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_from_person_people_id_fk" FOREIGN KEY ("from_person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commands" ADD CONSTRAINT "commands_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debriefs" ADD CONSTRAINT "debriefs_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debriefs" ADD CONSTRAINT "debriefs_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debriefs" ADD CONSTRAINT "debriefs_manager_id_people_id_fk" FOREIGN KEY ("manager_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debriefs" ADD CONSTRAINT "debriefs_held_by_people_id_fk" FOREIGN KEY ("held_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presences" ADD CONSTRAINT "presences_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presences" ADD CONSTRAINT "presences_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presences" ADD CONSTRAINT "presences_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_raised_by_people_id_fk" FOREIGN KEY ("raised_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_taken_by_people_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_manager_id_people_id_fk" FOREIGN KEY ("manager_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_next_manager_id_people_id_fk" FOREIGN KEY ("next_manager_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_raised_by_people_id_fk" FOREIGN KEY ("raised_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_answered_by_people_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_active_call_per_supporter" ON "calls" USING btree ("held_by") WHERE "calls"."state" = 'active';--> statement-breakpoint
CREATE INDEX "calls_by_shift" ON "calls" USING btree ("shift_id");--> statement-breakpoint
CREATE INDEX "calls_by_taker" ON "calls" USING btree ("taken_by","started_at");--> statement-breakpoint
CREATE INDEX "calls_by_holder" ON "calls" USING btree ("held_by","started_at");--> statement-breakpoint
CREATE INDEX "calls_flagged" ON "calls" USING btree ("helpline_id","started_at") WHERE "calls"."flagged";--> statement-breakpoint
CREATE INDEX "calls_open_to" ON "calls" USING gin ("open_to");--> statement-breakpoint
CREATE INDEX "calls_by_version" ON "calls" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "messages_of_shift" ON "messages" USING btree ("shift_id","version");--> statement-breakpoint
CREATE INDEX "messages_by_time" ON "messages" USING btree ("shift_id","sent_at");--> statement-breakpoint
CREATE INDEX "commands_by_age" ON "commands" USING btree ("at");--> statement-breakpoint
CREATE INDEX "debriefs_by_asker" ON "debriefs" USING btree ("asked_by","asked_at");--> statement-breakpoint
CREATE INDEX "debriefs_by_age" ON "debriefs" USING btree ("helpline_id","asked_at");--> statement-breakpoint
CREATE INDEX "debriefs_about_call" ON "debriefs" USING gin ("call_ids");--> statement-breakpoint
CREATE INDEX "debriefs_by_version" ON "debriefs" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "people_by_version" ON "people" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "presences_by_person" ON "presences" USING btree ("person_id","left_at");--> statement-breakpoint
CREATE INDEX "presences_connected" ON "presences" USING btree ("last_heard_at") WHERE "presences"."connected";--> statement-breakpoint
CREATE INDEX "presences_by_version" ON "presences" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "flags_by_raiser" ON "flags" USING btree ("raised_by","raised_at");--> statement-breakpoint
CREATE INDEX "flags_of_shift" ON "flags" USING btree ("shift_id");--> statement-breakpoint
CREATE INDEX "flags_of_call" ON "flags" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "flags_by_age" ON "flags" USING btree ("helpline_id","raised_at");--> statement-breakpoint
CREATE INDEX "flags_by_version" ON "flags" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "places_by_person" ON "places" USING btree ("person_id","shift_id");--> statement-breakpoint
CREATE INDEX "shifts_by_end" ON "shifts" USING btree ("helpline_id","ends_at");--> statement-breakpoint
CREATE INDEX "shifts_by_version" ON "shifts" USING btree ("helpline_id","version");--> statement-breakpoint
CREATE INDEX "sessions_by_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sessions_by_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_raised_signal_of_a_kind" ON "signals" USING btree ("shift_id","raised_by","kind") WHERE "signals"."lowered_at" is null;--> statement-breakpoint
CREATE INDEX "signals_of_shift" ON "signals" USING btree ("shift_id","version");