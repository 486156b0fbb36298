ALTER TABLE "check_ins" DROP CONSTRAINT "one_check_in_per_shift";--> statement-breakpoint
ALTER TABLE "check_ins" ADD COLUMN "said_when" text DEFAULT 'end' NOT NULL;--> statement-breakpoint
ALTER TABLE "check_ins" ADD COLUMN "said" text;--> statement-breakpoint
ALTER TABLE "check_ins" ADD COLUMN "went_well" text;--> statement-breakpoint
ALTER TABLE "check_ins" ADD COLUMN "ask_again_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "check_ins" ADD COLUMN "asked_again_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "check_ins_to_ask_again" ON "check_ins" USING btree ("ask_again_at") WHERE "check_ins"."ask_again_at" is not null and "check_ins"."asked_again_at" is null;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "one_check_in_per_time_of_shift" UNIQUE("person_id","shift_id","said_when");--> statement-breakpoint
UPDATE "notification_preferences" SET "push_kinds" = "push_kinds" || '{week-later}'::text[] WHERE "push_kinds" <> '{}';--> statement-breakpoint
UPDATE "notification_preferences" SET "email_kinds" = "email_kinds" || '{week-later}'::text[] WHERE "email_kinds" <> '{}';
