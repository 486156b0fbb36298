ALTER TABLE "debriefs" ADD COLUMN "response_needed" text;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD COLUMN "call_id" uuid;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD COLUMN "taken_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "helplines" ADD COLUMN "alone_after_minutes" smallint DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "presences" ADD COLUMN "back_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "shifts" ADD COLUMN "alone_told_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "signals" ADD COLUMN "answers" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "follow_ups_of_call" ON "follow_ups" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "shifts_ending" ON "shifts" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "shifts_told_alone" ON "shifts" USING btree ("helpline_id") WHERE "shifts"."alone_told_at" is not null;--> statement-breakpoint
UPDATE "signals" SET "answers" = jsonb_build_array(jsonb_build_object(
	'by', "answered_by",
	'answer', "answer",
	'at', to_char("answered_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
)) WHERE "answer" IS NOT NULL AND "answered_by" IS NOT NULL AND "answered_at" IS NOT NULL;--> statement-breakpoint
UPDATE "reaches" SET "push_kinds" = "push_kinds" || ARRAY['alone', 'look-at-call'] WHERE 'support-now' = ANY("push_kinds");--> statement-breakpoint
UPDATE "reaches" SET "email_kinds" = "email_kinds" || ARRAY['alone', 'look-at-call'] WHERE 'support-now' = ANY("email_kinds");
