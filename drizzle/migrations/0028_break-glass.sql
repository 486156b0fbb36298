CREATE TABLE "break_glass" (
	"id" uuid PRIMARY KEY NOT NULL,
	"helpline_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"shift_id" uuid NOT NULL,
	"shift_starts_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"lapses_at" timestamp (3) with time zone NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone,
	"until" timestamp (3) with time zone,
	"shut_at" timestamp (3) with time zone,
	"shut_because" text,
	"shut_by" uuid,
	"read_by" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"affected_person_ids" uuid[] NOT NULL,
	"seen_by" uuid[] DEFAULT '{}' NOT NULL,
	"review_due_at" timestamp (3) with time zone,
	"overdue_at" timestamp (3) with time zone,
	"reviewed_by_supporters" boolean DEFAULT false NOT NULL,
	"reviewed_by" uuid,
	"reviewed_at" timestamp (3) with time zone,
	"verdict" text,
	"review_words" text
);
--> statement-breakpoint
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_helpline_id_helplines_id_fk" FOREIGN KEY ("helpline_id") REFERENCES "public"."helplines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_shift_id_shifts_id_fk" FOREIGN KEY ("shift_id") REFERENCES "public"."shifts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_answered_by_people_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_shut_by_people_id_fk" FOREIGN KEY ("shut_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_reviewed_by_people_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "break_glass_to_lapse" ON "break_glass" USING btree ("lapses_at") WHERE "break_glass"."state" = 'asked';--> statement-breakpoint
CREATE INDEX "break_glass_to_shut" ON "break_glass" USING btree ("until") WHERE "break_glass"."state" = 'open';--> statement-breakpoint
CREATE INDEX "break_glass_to_review" ON "break_glass" USING btree ("review_due_at") WHERE "break_glass"."reviewed_at" is null and "break_glass"."overdue_at" is null;--> statement-breakpoint
CREATE INDEX "break_glass_of_shift" ON "break_glass" USING btree ("shift_id");--> statement-breakpoint
CREATE INDEX "break_glass_concerning" ON "break_glass" USING gin ("affected_person_ids");--> statement-breakpoint
CREATE INDEX "break_glass_by_version" ON "break_glass" USING btree ("helpline_id","version");--> statement-breakpoint
ALTER POLICY "readers" ON "messages" TO public USING ((case when (select nullif(current_setting('alongside.reader', true), '')::uuid) is null or "messages"."from_person" = (select nullif(current_setting('alongside.reader', true), '')::uuid) or "messages"."to_person" = (select nullif(current_setting('alongside.reader', true), '')::uuid) or exists (select from break_glass opened where opened.shift_id = "messages"."shift_id" and opened.state = 'open' and "messages"."received_at" <= opened.answered_at and (select nullif(current_setting('alongside.reader', true), '')::uuid) in (opened.asked_by, opened.answered_by) and (select nullif(current_setting('alongside.reader', true), '')::uuid) <> all(opened.affected_person_ids)) then true end) is not null);--> statement-breakpoint
UPDATE "notification_preferences" SET "push_kinds" = "push_kinds" || '{words-opened,break-glass}'::text[] WHERE "push_kinds" <> '{}';--> statement-breakpoint
UPDATE "notification_preferences" SET "email_kinds" = "email_kinds" || '{words-opened,break-glass}'::text[] WHERE "email_kinds" <> '{}';
