CREATE TABLE "rungs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"signal_id" uuid NOT NULL,
	"manager_id" uuid NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "thoughts_of_suicide" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "a_plan" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "means_at_hand" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "a_time_in_mind" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "already_done" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "others_at_risk" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "what_keeps_safe" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "emergency_consent" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "emergency_called_by" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "emergency_consulted" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "emergency_reached" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "asks" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "opened_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "chat_hours" smallint DEFAULT 12 NOT NULL;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "lock_minutes" smallint DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "lock_hidden_minutes" smallint DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "climbs_after_minutes" smallint[] DEFAULT '{2,5}' NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "phrases" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "signals" ADD COLUMN "climbed_to" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "signals" ADD COLUMN "seen_by" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "rungs" ADD CONSTRAINT "rungs_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rungs" ADD CONSTRAINT "rungs_signal_id_signals_id_fk" FOREIGN KEY ("signal_id") REFERENCES "public"."signals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rungs" ADD CONSTRAINT "rungs_manager_id_people_id_fk" FOREIGN KEY ("manager_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rungs_due" ON "rungs" USING btree ("due_at") WHERE "rungs"."done_at" is null;--> statement-breakpoint
CREATE INDEX "rungs_of_signal" ON "rungs" USING btree ("signal_id");--> statement-breakpoint
CREATE INDEX "signals_climbed" ON "signals" USING gin ("climbed_to");